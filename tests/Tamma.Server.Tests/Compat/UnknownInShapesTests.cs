using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Server.Compat;
using Xunit;

namespace Tamma.Server.Tests.Compat;

/// <summary>Unknown is absent: no shape makes a zero, a false or a null of it, for whatever part of the registry is known.</summary>
public sealed class UnknownInShapesTests
{
    /// <summary>Only values from which no "no" follows: flags that are true, numbers above zero, no lists that could lack something.</summary>
    private static readonly Field[] s_fields =
        [.. FieldRegistry.Models.Fields.Where(field => field.Type is FieldType.Flag or FieldType.Count or FieldType.Money or FieldType.Number or FieldType.Date or FieldType.Text && field.Path is not ("type" or "hidden"))];

    private static readonly Gen<FieldSet> s_values = Gen.Bool.Array[s_fields.Length].Select(known =>
        FieldSet.From(s_fields.Where((_, index) => known[index]).Select(field => KeyValuePair.Create(field, Value(field)))));

    [Fact]
    public void No_shape_makes_anything_of_what_is_unknown() => s_values.Sample(Check);

    [Fact]
    public void A_model_of_which_nothing_is_known_has_a_name_alone()
    {
        Check(FieldSet.Empty);
        var model = Shapes.Snapshot(FieldSet.Empty).Models.Single();

        Assert.Equal("""{"id":"acme/one","object":"model","owned_by":"acme"}""", Shapes.Json(OpenAiShape.One(model)).GetRawText());
        Assert.Equal("""{"type":"model","id":"acme/one","display_name":"acme/one"}""", Shapes.Json(AnthropicShape.One(model)).GetRawText());
    }

    [Fact]
    public void A_value_alone_is_seen_where_the_shape_has_a_place_for_it()
    {
        // The same check would pass a shape that says nothing at all.
        Assert.Contains("0.000001", Shapes.Json(Shapes.Write(LiteLlmShape.Instance, Shapes.Snapshot(Shapes.Fields(("cost.input", 1m))))).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"prompt\":\"0\"", Shapes.Json(Shapes.Write(OpenAiShape.List, Shapes.Snapshot(Shapes.Fields(("cost.input", 0))))).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"supported\":false", Shapes.Json(AnthropicShape.One(Shapes.Snapshot(Shapes.Fields(("reasoning", false))).Models.Single())).GetRawText(), StringComparison.Ordinal);
    }

    private static void Check(FieldSet values)
    {
        var snapshot = Shapes.Snapshot(values);
        var canonical = Shapes.Snapshot([(new(ModelKey.Canonical, "lab/one"), values)]);
        CompatDocument[] documents =
        [
            Shapes.Write(ModelsDevShape.Providers, snapshot),
            Shapes.Write(ModelsDevShape.Models, canonical),
            Shapes.Write(LiteLlmShape.Instance, snapshot),
            Shapes.Write(OpenAiShape.List, snapshot),
            AnthropicShape.One(snapshot.Models.Single()),
        ];
        foreach (var leaf in documents.SelectMany(document => Shapes.Leaves(Shapes.Json(document))))
        {
            Assert.False(
                leaf.ValueKind is JsonValueKind.False or JsonValueKind.Null || (leaf.ValueKind is JsonValueKind.Number && leaf.GetDecimal() == 0) || (leaf.ValueKind is JsonValueKind.String && leaf.GetString() is "" or "0"),
                $"A {leaf.ValueKind} where only {string.Join(", ", values.Select(pair => pair.Key.Path))} are known.");
        }
    }

    private static FieldValue Value(Field field) => field.Type switch
    {
        FieldType.Flag => FieldValue.Flag(true),
        FieldType.Count => FieldValue.Number(1000),
        FieldType.Money or FieldType.Number => FieldValue.Number(0.25m),
        FieldType.Date => FieldValue.Text("2026-05-01"),
        _ => FieldValue.Text("word"),
    };
}
