using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenCode;

/// <summary>One model of <c>GET /provider</c> as fields under models.dev's names. What it does not know it keeps and counts.</summary>
internal sealed class OpenCodeModel(ListingDraft draft)
{
    private static readonly Field s_interleavedField = FieldRegistry.Models["interleaved.field"];

    private readonly LeafFields _leaves = new(draft);
    private readonly OpenCodeCost _cost = new(draft);

    public FieldSet Read(JsonElement model, string provider, string id)
    {
        Walk(model, OpenCodeShape.Model, provider, id);
        return _leaves.Fields.Build();
    }

    private void Walk(JsonElement parent, OpenCodeShape shape, string provider, string id)
    {
        foreach (var member in parent.EnumerateObject())
        {
            if (shape.Find(member) is { } known)
            {
                Member(member.Value, known, provider, id);
            }
            else
            {
                _leaves.Unknown(member.Value, shape.PathOf(member.Name));
            }
        }
    }

    private void Member(JsonElement value, OpenCodeShape shape, string provider, string id)
    {
        switch (shape.Kind)
        {
            case OpenCodeMember.Text:
                _leaves.Text(value, shape.Field!, shape.Path);
                break;
            case OpenCodeMember.Flag:
                _leaves.Flag(value, shape.Field!, shape.Path);
                break;
            case OpenCodeMember.Limit:
                _leaves.Limit(value, shape.Field!, shape.Path);
                break;
            case OpenCodeMember.Object when value.ValueKind is JsonValueKind.Object:
                Walk(value, shape, provider, id);
                break;
            case OpenCodeMember.ModelId when Says(value, id):
            case OpenCodeMember.ProviderId when Says(value, provider):
                // The key in the map is what the server looks a model up by; one that says otherwise of itself is kept as unknown.
                break;
            case OpenCodeMember.ApiUrl when Says(value, ""):
                // This server's way to say "none".
                break;
            case OpenCodeMember.ApiUrl:
                _leaves.Text(value, shape.Field!, shape.Path);
                break;
            case OpenCodeMember.Interleaved when value.ValueKind is JsonValueKind.Object:
                Interleaved(value, shape);
                break;
            case OpenCodeMember.Interleaved:
                _leaves.Flag(value, shape.Field!, shape.Path);
                break;
            case OpenCodeMember.Modalities when value.ValueKind is JsonValueKind.Object:
                Modalities(value, shape);
                break;
            case OpenCodeMember.Variants when value.ValueKind is JsonValueKind.Object:
                Variants(value, shape.Field!);
                break;
            case OpenCodeMember.Cost when value.ValueKind is JsonValueKind.Object:
                _cost.Read(value, _leaves);
                break;
            case OpenCodeMember.Dropped:
                break;
            default:
                _leaves.Unknown(value, shape.Path);
                break;
        }
    }

    private static bool Says(JsonElement value, string expected) => value.ValueKind is JsonValueKind.String && value.ValueEquals(expected);

    private void Interleaved(JsonElement value, OpenCodeShape shape)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (member.NameEquals("field"u8))
            {
                _leaves.Text(member.Value, s_interleavedField, shape.PathOf("field"));
            }
            else
            {
                _leaves.Unknown(member.Value, shape.PathOf(member.Name));
            }
        }
    }

    private void Modalities(JsonElement flags, OpenCodeShape shape)
    {
        var stated = 0;
        foreach (var member in flags.EnumerateObject())
        {
            var index = OpenCodeModalities.IndexOf(member);
            if (index >= 0 && member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                stated |= member.Value.GetBoolean() ? 1 << index : 0;
            }
            else
            {
                _leaves.Unknown(member.Value, shape.PathOf(member.Name));
            }
        }

        // A model that takes or gives nothing is none: all flags false stand for "nobody filled this in".
        if (stated != 0)
        {
            _leaves.Fields.Set(shape.Field!, OpenCodeModalities.Words(stated));
        }
    }

    /// <summary>Names only: the settings behind them are the server's own and may hold anything. Members have no order, so ours is the alphabet's.</summary>
    private void Variants(JsonElement variants, Field field)
    {
        var names = variants.EnumerateObject().Select(draft.Pool.Name).Order(StringComparer.Ordinal).ToArray();
        if (names is not [])
        {
            _leaves.Fields.Set(field, FieldValue.Words([.. names]));
        }
    }
}
