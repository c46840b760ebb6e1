using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Notifications.Filtering;

/// <summary>What an event states of its subject's values.</summary>
/// <param name="Changes">In the event's order; none for an event that is no change of values.</param>
/// <param name="Whole">All values, where the event states them: of what was added or removed. Null else.</param>
public sealed record EventChanges(ImmutableArray<FieldChange> Changes, FieldSet? Whole)
{
    private const string OfferPrefix = "offers.";

    public static EventChanges None { get; } = new([], null);

    /// <summary>Never fails: what is no change, or none that this version can read, states nothing.</summary>
    public static EventChanges Read(EventDraft happening)
    {
        try
        {
            using var data = JsonDocument.Parse(happening.Data);
            return data.RootElement.ValueKind is JsonValueKind.Object ? Read(data.RootElement, RegistryOf(happening)) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>The change of the field of this path, where there is one.</summary>
    public FieldChange? Of(string path)
    {
        foreach (var change in Changes)
        {
            if (string.Equals(change.Path, path, StringComparison.OrdinalIgnoreCase))
            {
                return change;
            }
        }

        return null;
    }

    /// <summary>Whether an offer is another now: who may call it, or who offers it.</summary>
    public bool AreOfOffers => Changes.Any(change => IsOffer(change.Path));

    /// <summary>Values as they are after these changes, or before them.</summary>
    internal FieldSet Over(FieldSet values, FieldRegistry registry, bool isBefore)
    {
        if (Changes.All(change => IsOffer(change.Path)))
        {
            return values;
        }

        var known = values.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var change in Changes.Where(change => !IsOffer(change.Path)))
        {
            var field = registry.FindOrExtra(change.Path);
            if ((isBefore ? change.Old : change.New) is { } value)
            {
                known[field] = value;
            }
            else
            {
                known.Remove(field);
            }
        }

        return FieldSet.From(known);
    }

    internal static FieldRegistry RegistryOf(EventDraft happening) => happening.ModelId is null ? FieldRegistry.Providers : FieldRegistry.Models;

    private static bool IsOffer(string path) => path.StartsWith(OfferPrefix, StringComparison.Ordinal);

    private static EventChanges Read(JsonElement data, FieldRegistry registry)
    {
        if ((Member(data, "values", JsonValueKind.Object) ?? Member(data, "last", JsonValueKind.Object)) is { } values)
        {
            var set = new FieldSet.Builder();
            foreach (var member in values.EnumerateObject())
            {
                set.SetKnown(registry.FindOrExtra(member.Name), Value(member.Value, member.Name, registry));
            }

            return new([], set.Build());
        }

        return Member(data, "changes", JsonValueKind.Array) is { } changes
            ? new([.. changes.EnumerateArray().Select(change => Change(change, registry)).OfType<FieldChange>()], null)
            : None;
    }

    private static FieldChange? Change(JsonElement change, FieldRegistry registry) =>
        change.ValueKind is JsonValueKind.Object && Member(change, "field", JsonValueKind.String)?.GetString() is { } path
            ? new(path, Value(change, "old", path, registry), Value(change, "new", path, registry))
            : null;

    private static FieldValue? Value(JsonElement change, string side, string path, FieldRegistry registry) =>
        change.TryGetProperty(side, out var value) ? Value(value, path, registry) : null;

    private static FieldValue? Value(JsonElement value, string path, FieldRegistry registry) =>
        !IsOffer(path) ? LeafReader.ReadValue(value, registry.FindOrExtra(path).Type)
        : path.IndexOf('.', OfferPrefix.Length) is > 0 and var end ? LeafReader.ReadValue(value, registry.FindOrExtra(path[(end + 1)..]).Type) // a term of one of several offers
        : value.ValueKind is JsonValueKind.String ? FieldValue.Text(value.GetString()!)
        : null;

    private static JsonElement? Member(JsonElement of, string name, JsonValueKind kind) => of.TryGetProperty(name, out var found) && found.ValueKind == kind ? found : null;
}
