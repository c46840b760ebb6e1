using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;

namespace Tamma.Discovery.Overriding;

/// <summary>An annotation → what is to be said and what is to be taken back. Pure.</summary>
internal static class AnnotationPlan
{
    public static (ImmutableArray<(string Path, JsonElement Value)> Set, ImmutableArray<Override> Ended) Of(AnnotationDraft draft, ImmutableArray<Override> standing)
    {
        var set = ImmutableArray.CreateBuilder<(string, JsonElement)>();
        var ended = ImmutableArray.CreateBuilder<Override>();
        if (draft.Hidden is { } hidden)
        {
            Say(OverrideFields.Hidden.Path, hidden ? JsonSerializer.SerializeToElement(true, AnnotationJson.Default.Boolean) : null);
        }

        if (draft.Tags is not null || !draft.AddedTags.IsEmpty || !draft.RemovedTags.IsEmpty)
        {
            var before = standing.FirstOrDefault(entry => entry.Field == OverrideFields.Tags.Path) is { Value: { IsWords: true } words } ? words.AsWords() : [];
            string[] tags = [.. (draft.Tags ?? before).Union(draft.AddedTags, StringComparer.Ordinal).Except(draft.RemovedTags, StringComparer.Ordinal)];
            Say(OverrideFields.Tags.Path, tags is [] ? null : JsonSerializer.SerializeToElement(tags, AnnotationJson.Default.StringArray));
        }

        if (draft.Notes is { } notes)
        {
            Say(OverrideFields.Notes.Path, notes.Trim() is "" ? null : JsonSerializer.SerializeToElement(notes, AnnotationJson.Default.String));
        }

        foreach (var (name, value) in draft.Attributes)
        {
            Say(FieldRegistry.AttributePrefix + name, value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value);
        }

        return (set.DrainToImmutable(), ended.DrainToImmutable());

        void Say(string path, JsonElement? value)
        {
            if (value is { } known)
            {
                set.Add((path, known));
            }
            else
            {
                ended.AddRange(standing.Where(entry => entry.Field == path));
            }
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(bool))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class AnnotationJson : System.Text.Json.Serialization.JsonSerializerContext;
