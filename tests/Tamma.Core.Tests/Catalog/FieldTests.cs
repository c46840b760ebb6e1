using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class FieldTests
{
    [Fact]
    public void Fields_written_and_read_are_the_same() =>
        Any.Values.Sample(values => Assert.Equal(values, Read(Write(values))));

    [Theory]
    [InlineData("0.0000125", "0.0000125")]
    [InlineData("1.25e-5", "0.0000125")]
    [InlineData("3.0", "3")]
    [InlineData("1e6", "1000000")]
    [InlineData("0", "0")]
    [InlineData("-0.5", "-0.5")]
    public void Numbers_are_exact_decimals_in_one_form(string raw, string written)
    {
        Assert.True(Decimals.TryParse(raw, out var number));
        Assert.Equal($$"""{"cost.input":{{written}}}""", Write(new FieldSet.Builder().Set(FieldRegistry.Models["cost.input"], FieldValue.Number(number)).Build()));
    }

    [Theory]
    [InlineData("1e-40")]
    [InlineData("1e40")]
    [InlineData("0.12345678901234567890123456789")]
    public void A_number_that_decimal_would_round_is_not_taken_for_exact(string raw)
    {
        Assert.False(Decimals.TryParse(raw, out _));
        using var document = JsonDocument.Parse("{\"cost\":{\"input\":" + raw + "}}");
        var builder = new FieldSet.Builder();
        LeafReader.Read(document.RootElement, FieldRegistry.Models, builder);

        var kept = Assert.Single(builder.Build());
        Assert.Equal("extra.cost.input", kept.Key.Path);
        Assert.Equal(raw, kept.Value.AsJson().Text);
    }

    [Fact]
    public void Every_leaf_is_kept_and_null_is_unknown()
    {
        using var document = JsonDocument.Parse("""
            {"name":"A","cost":{"input":1.50,"moon":2,"cache_read":null},"limit":{"context":"big"},"modalities":{"input":["text"]},
             "reasoning_options":[],"experimental":{},"interleaved":{"field":"x"}}
            """);
        var builder = new FieldSet.Builder();
        LeafReader.Read(document.RootElement, FieldRegistry.Models, builder);

        Assert.Equal(
            """{"name":"A","reasoning_options":[],"interleaved.field":"x","modalities.input":["text"],"cost.input":1.5,"extra.cost.moon":2,"extra.experimental":{},"extra.limit.context":"big"}""",
            Write(builder.Build()));
    }

    [Fact]
    public void Structures_that_mean_the_same_are_the_same()
    {
        Assert.Equal(Canonical("""{"b":1.0,"a":{"d":2,"c":[1,2]}}"""), Canonical("""{ "a": {"c":[1,2],"d":2.00}, "b": 1 }"""));
        Assert.NotEqual(Canonical("[1,2]"), Canonical("[2,1]"));
    }

    [Fact]
    public void A_field_set_twice_has_its_last_value_and_the_order_of_setting_does_not_matter() =>
        Any.Values.Sample(values =>
        {
            var doubled = new FieldSet.Builder().AddRange(values.Reverse()).AddRange(values).Build();

            Assert.Equal(values, doubled);
            Assert.Equal(values.GetHashCode(), doubled.GetHashCode());
        });

    [Fact]
    public void Foreign_text_cannot_make_fields_without_end()
    {
        var registry = FieldRegistry.Build([("name", FieldType.Text, FieldGroup.Identity, null, "A registry of its own: the shared ones are not flooded.")]);
        for (var i = 0; i < 10_050; i++)
        {
            registry.FindOrExtra("flood." + i);
        }

        Assert.Equal("extra.overflow", registry.FindOrExtra("flood.one_more").Path);
        Assert.Equal("name", registry.FindOrExtra("name").Path);
    }

    private static CanonicalJson Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.From(document.RootElement);
    }

    private static string Write(FieldSet values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            FieldSetJson.Write(writer, values);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static FieldSet Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return FieldSetJson.Read(ref reader, FieldRegistry.Models);
    }
}
