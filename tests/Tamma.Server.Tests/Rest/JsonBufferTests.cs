using System.Text;
using System.Text.Json;
using CsCheck;
using Tamma.Server.Rest;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class JsonBufferTests
{
    [Theory]
    [InlineData("")]
    [InlineData("openai/gpt-5.4")]
    [InlineData("a \"quote\", a \\ and a /")]
    [InlineData("\t\n\u0001\u007f\u2028")]
    [InlineData("größer 大 😀 <script>&'")]
    [InlineData("half a pair \ud83d.")]
    public void Text_is_written_as_the_serializer_writes_it(string text) => Assert.Equal(JsonSerializer.Serialize(text, WireJson.Context.String), Written(json => json.Add(text)));

    [Fact]
    public void Any_text_is() => Gen.String.Sample(text => Written(json => json.Add(text)) == JsonSerializer.Serialize(text, WireJson.Context.String));

    [Fact]
    public void Numbers_are_written_as_the_serializer_writes_them()
    {
        Gen.Long.Sample(number => Written(json => json.Add(number)) == JsonSerializer.Serialize(number));
        Gen.Decimal.Sample(number => Written(json => json.Add(number)) == JsonSerializer.Serialize(number));
        Gen.Double.Where(double.IsFinite).Sample(number => Written(json => json.Add(number)) == JsonSerializer.Serialize(number));
    }

    [Theory]
    [InlineData(-0.0)]
    [InlineData(12)]
    [InlineData(0.00005)]
    [InlineData(0.00015)]
    [InlineData(-0.00004)]
    [InlineData(1.1)]
    [InlineData(30.0709)]
    [InlineData(123456.78901)]
    [InlineData(1e300)]
    public void A_number_is_rounded_as_it_would_be_rounded_and_written(double number) => Assert.Equal(Rounded(number), Written(json => json.AddRounded(number)));

    [Fact]
    public void Any_number_is()
    {
        Gen.Double[-200, 200].Sample(number => Written(json => json.AddRounded(number)) == Rounded(number));
        Gen.Float[-50, 50].Sample(number => Written(json => json.AddRounded(number)) == Rounded(number));
        Gen.Double.Where(double.IsFinite).Sample(number => Written(json => json.AddRounded(number)) == Rounded(number));
    }

    [Fact]
    public void What_is_longer_than_was_thought_is_kept_whole() => Gen.String.Array[0, 60].Sample(parts =>
    {
        using var json = new JsonBuffer(1);
        foreach (var part in parts)
        {
            json.Add(part);
            json.Add(","u8);
            Encoding.UTF8.GetBytes("raw").CopyTo(json.GetMemory(3));
            json.Advance(3);
        }

        return Encoding.UTF8.GetString(json.Written.Span) == string.Concat(parts.Select(part => JsonSerializer.Serialize(part, WireJson.Context.String) + ",raw"));
    });

    private static string Rounded(double number) => JsonSerializer.Serialize(Math.Round(number, 4));

    private static string Written(Action<JsonBuffer> write)
    {
        using var json = new JsonBuffer(16);
        write(json);
        return Encoding.UTF8.GetString(json.Written.Span);
    }
}
