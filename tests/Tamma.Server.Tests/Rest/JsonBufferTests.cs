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
        Gen.Double[-50, 50].Select(points => Math.Round(points, 4)).Sample(points => Written(json => json.Add(points)) == JsonSerializer.Serialize(points));
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

    private static string Written(Action<JsonBuffer> write)
    {
        using var json = new JsonBuffer(16);
        write(json);
        return Encoding.UTF8.GetString(json.Written.Span);
    }
}
