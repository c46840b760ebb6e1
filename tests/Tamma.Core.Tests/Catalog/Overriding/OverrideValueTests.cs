using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Overriding;

public sealed class OverrideValueTests
{
    [Theory]
    [InlineData("limit.context", "200000", "200000")]
    [InlineData("limit.context", "\"200k\"", "200000")]
    [InlineData("limit.context", "\"1M\"", "1000000")]
    [InlineData("cost.input", "\"$3.50\"", "3.5")]
    [InlineData("cost.input", "0", "0")]
    [InlineData("tool_call", "\"yes\"", "true")]
    [InlineData("tool_call", "false", "false")]
    [InlineData("modalities.input", "\"text, image\"", "text,image")]
    [InlineData("modalities.input", "[\"text\"]", "text")]
    [InlineData("knowledge", "\"2025-09\"", "2025-09")]
    [InlineData("knowledge", "2025", "2025")]
    [InlineData("status", "\"deprecated\"", "deprecated")]
    [InlineData("name", "4", "4")]
    [InlineData("reasoning_options", "\"[{}]\"", "[{}]")]
    [InlineData("attributes.team", "\"[{}]\"", "\"[{}]\"")]
    [InlineData("attributes.team", "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}")]
    public void A_value_is_read_as_what_its_field_takes(string field, string json, string expected) => Assert.Equal(expected, Read(field, json).Value?.ToString());

    [Theory]
    [InlineData("limit.context", "0", "between 1")]
    [InlineData("limit.context", "1.5", "whole")]
    [InlineData("limit.context", "\"many\"", "no number")]
    [InlineData("cost.input", "-1", "between 0 and 10000")]
    [InlineData("cost.input", "3000000", "between 0 and 10000")]
    [InlineData("cost.input", "null", "cannot make a value unknown")]
    [InlineData("tool_call", "1", "neither")]
    [InlineData("knowledge", "\"soon\"", "no date")]
    [InlineData("knowledge", "\"1887\"", "no date")]
    [InlineData("status", "\"gone\"", "none of")]
    [InlineData("name", "\"a\\nb\"", "one line")]
    [InlineData("name", "\" \"", "empty")]
    [InlineData("tags", "[1]", "list of words")]
    [InlineData("reasoning_options", "\"{\"", "no JSON")]
    public void What_a_field_cannot_be_is_refused_with_words(string field, string json, string words)
    {
        var (value, wrong) = Read(field, json);

        Assert.Null(value);
        Assert.Contains(words, wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loaded")]
    [InlineData("attributes.")]
    [InlineData("attributes.no space")]
    public void Nobody_speaks_of_what_a_server_does_or_of_a_nameless_attribute(string path)
    {
        var (field, wrong) = OverrideFields.Find(path);

        Assert.Null(field);
        Assert.NotNull(wrong);
    }

    [Fact]
    public void A_source_cannot_speak_for_the_operator()
    {
        using var document = JsonDocument.Parse("""{"hidden":true,"tags":["x"],"attributes":{"team":"x"},"name":"n"}""");
        var fields = new FieldSet.Builder();

        LeafReader.Read(document.RootElement, FieldRegistry.Models, fields);

        Assert.Equal(["name", "extra.attributes.team", "extra.hidden", "extra.tags"], fields.Build().Select(pair => pair.Key.Path));
    }

    [Fact]
    public void An_attribute_is_kept_under_its_own_name()
    {
        var field = FieldRegistry.Models.FindOrExtra("attributes.team");

        Assert.Equal(("attributes.team", FieldGroup.Operator, false, true), (field.Path, field.Group, field.IsExtra, field.IsAttribute));
        Assert.Same(field, FieldRegistry.Models.FindOrExtra("attributes.team"));
    }

    private static (FieldValue? Value, string? Wrong) Read(string path, string json)
    {
        using var document = JsonDocument.Parse(json);
        return OverrideValue.Read(OverrideFields.Find(path).Field!, document.RootElement);
    }
}
