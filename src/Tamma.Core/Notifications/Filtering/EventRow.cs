using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Notifications.Filtering;

/// <summary>
/// An event as filters see it. What it states itself counts first; all else of its model is as the catalogue has it now. Read
/// once, whoever asks and however many: it may be shared by threads.
/// </summary>
public sealed class EventRow
{
    private readonly EventRows _rows;
    private readonly CatalogSnapshot? _snapshot;
    private readonly Lazy<EventChanges> _changes;
    private readonly Lazy<ModelRow?> _model;
    private readonly Lazy<ModelRow?> _before;

    internal EventRow(EventEnvelope envelope, CatalogSnapshot? snapshot, DateTimeOffset now, EventRows rows)
    {
        (Envelope, Now, _snapshot, _rows) = (envelope, now, snapshot, rows);
        _changes = new(() => EventChanges.Read(envelope.Event));
        _model = new(() => Build(isBefore: false));
        _before = new(() => Changes.Changes.IsEmpty ? Model : Build(isBefore: true));
    }

    public EventEnvelope Envelope { get; }

    /// <summary>When it is asked about, which days are counted from.</summary>
    public DateTimeOffset Now { get; }

    public EventChanges Changes => _changes.Value;

    /// <summary>The model that it is about, as it was after the event; null where it is about none.</summary>
    public ModelRow? Model => _model.Value;

    /// <summary>The same before the changes that the event states.</summary>
    public ModelRow? Before => _before.Value;

    /// <summary>With who is who, which takes a while to find out where nobody has.</summary>
    internal ModelRow? Identified => Model is { } row ? row with { Identities = _rows.Identities(_snapshot) } : null;

    /// <summary>What it says of a field of its model; null where it changes another, or is about no model: providers' fields have the same names.</summary>
    internal FieldChange? ChangeOf(string path) => Envelope.Event.ModelId is null ? null : Changes.Of(path);

    private ModelRow? Build(bool isBefore)
    {
        var happening = Envelope.Event;
        if (happening is not { Provider: { } provider, ModelId: { } id })
        {
            return null;
        }

        var key = new ModelKey(provider, id);
        var (snapshot, nobody) = _rows.WithNobody(_snapshot);
        var current = snapshot.FindExact(key);
        if (!isBefore && current is not null && current.Position == Envelope.Position)
        {
            return new(current, snapshot, Now);
        }

        var registry = EventChanges.RegistryOf(happening);
        var values = Changes.Whole ?? Changes.Over(current?.Values ?? FieldSet.Empty, registry, isBefore);
        return new(
            (current ?? new Model { Key = key, Availability = Availability.Listed, Values = FieldSet.Empty, Origins = [], FirstSeen = happening.OccurredAt, Since = happening.OccurredAt }) with
            {
                Availability = AvailabilityAfter(happening.Type) ?? current?.Availability ?? Availability.Listed,
                Values = values,
                Origins = Origins(values, current, nobody),
            },
            snapshot,
            Now);
    }

    /// <summary>What the event says and the catalogue no longer has, nobody has said.</summary>
    private static ImmutableArray<Origin> Origins(FieldSet values, Model? current, Origin nobody)
    {
        if (current is not null && ReferenceEquals(values, current.Values))
        {
            return current.Origins;
        }

        var origins = ImmutableArray.CreateBuilder<Origin>(values.Count);
        foreach (var field in values.Fields)
        {
            origins.Add(current?.OriginOf(field) ?? nobody);
        }

        return origins.MoveToImmutable();
    }

    private static Availability? AvailabilityAfter(string type) => type switch
    {
        EventTypes.ModelAdded or EventTypes.ModelReturned => Availability.Listed,
        EventTypes.ModelMissing => Availability.Missing,
        EventTypes.ModelRemoved => Availability.Removed,
        _ => null,
    };
}
