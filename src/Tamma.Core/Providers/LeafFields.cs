using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers;

/// <summary>
/// Leaves of a provider's own format as values of our fields. <c>null</c> says nothing. What is not of the field's type is kept
/// under the path that it has in the answer, and counted.
/// </summary>
internal sealed class LeafFields(ListingDraft draft)
{
    public const string ZeroLimit = "zero_limit_is_unknown";
    public const string NegativeLimit = "negative_limit_is_unknown";
    public const string EmptyText = "empty_text_is_unknown";

    /// <summary>Taken and emptied by <see cref="FieldSet.Builder.Build"/> after each model.</summary>
    public FieldSet.Builder Fields { get; } = new();

    public void Text(JsonElement leaf, Field field, string path)
    {
        if (leaf.ValueKind is not JsonValueKind.String)
        {
            Unknown(leaf, path);
        }
        else if (leaf.ValueEquals(""u8))
        {
            draft.Apply(EmptyText);
        }
        else
        {
            Fields.Set(field, FieldValue.Text(draft.Pool.Text(leaf)));
        }
    }

    public void Flag(JsonElement leaf, Field field, string path)
    {
        if (leaf.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Fields.Set(field, FieldValue.Flag(leaf.GetBoolean()));
        }
        else
        {
            Unknown(leaf, path);
        }
    }

    public void Words(JsonElement leaf, Field field, string path)
    {
        if (LeafReader.ReadValue(leaf, FieldType.Words) is { } words)
        {
            Fields.Set(field, words);
        }
        else
        {
            Unknown(leaf, path);
        }
    }

    public void Limit(JsonElement leaf, Field field, string path)
    {
        if (Number(leaf) is not { } limit)
        {
            Unknown(leaf, path);
        }
        else if (IsLimit(limit.AsNumber()))
        {
            Fields.Set(field, limit);
        }
    }

    /// <summary>No model takes nothing, so a zero stands for "unknown"; a negative number for "none", which is unknown too.</summary>
    public bool IsLimit(decimal limit)
    {
        if (limit <= 0)
        {
            draft.Apply(limit == 0 ? ZeroLimit : NegativeLimit);
        }

        return limit > 0;
    }

    public FieldValue? Number(JsonElement leaf) => leaf.ValueKind is JsonValueKind.Number ? draft.Pool.Number(leaf) : null;

    public void Unknown(JsonElement leaf, string path) => draft.KeepUnknown(leaf, path, FieldRegistry.Models, Fields);
}
