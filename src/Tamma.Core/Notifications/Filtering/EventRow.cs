using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Notifications.Filtering;

/// <summary>
/// An event as filters see it. What it states itself counts first; all else of its model is as the catalogue has it now. Read
/// once, whoever asks and however many: it may be shared by threads. It holds on to no snapshot, because many events may be held.
/// </summary>
public sealed class EventRow
{
    private readonly EventRows _rows;
    private EventChanges? _changes;
    private Model? _model;
    private Model? _before;
    private volatile bool _hasModel;
    private volatile bool _hasBefore;

    internal EventRow(EventEnvelope envelope, EventRows rows) => (Envelope, _rows) = (envelope, rows);

    public EventEnvelope Envelope { get; }

    /// <summary>When it is asked about, which days are counted from.</summary>
    public DateTimeOffset Now => _rows.Now;

    public EventChanges Changes => _changes ??= EventChanges.Read(Envelope.Event);

    /// <summary>The model that it is about, as it was after the event; null where it is about none.</summary>
    public ModelRow? Model
    {
        get
        {
            // Two who ask at once make the same twice.
            if (!_hasModel)
            {
                _model = Build(isBefore: false);
                _hasModel = true;
            }

            return Row(_model);
        }
    }

    /// <summary>The same before the changes that the event states.</summary>
    public ModelRow? Before
    {
        get
        {
            if (Changes.Changes.IsEmpty)
            {
                return Model;
            }

            if (!_hasBefore)
            {
                _before = Build(isBefore: true);
                _hasBefore = true;
            }

            return Row(_before);
        }
    }

    /// <summary>With who is who, which takes a while to find out where nobody has.</summary>
    internal ModelRow? Identified => Model is { } row ? row with { Identities = _rows.Identities() } : null;

    /// <summary>What it says of a field of its model; null where it changes another, or is about no model: providers' fields have the same names.</summary>
    internal FieldChange? ChangeOf(string path) => Envelope.Event.ModelId is null ? null : Changes.Of(path);

    private ModelRow? Row(Model? model) => model is null ? null : new(model, _rows.Snapshot, Now);

    private Model? Build(bool isBefore)
    {
        var happening = Envelope.Event;
        if (happening is not { Provider: { } provider, ModelId: { } id })
        {
            return null;
        }

        var key = new ModelKey(provider, id);
        var current = _rows.Snapshot.FindExact(key);
        if (!isBefore && current is not null && current.Position == Envelope.Position)
        {
            return current;
        }

        var values = Changes.Whole ?? Changes.Over(current?.Values ?? FieldSet.Empty, EventChanges.RegistryOf(happening), isBefore);
        return (current ?? new Model { Key = key, Availability = Availability.Listed, Values = FieldSet.Empty, Origins = [], FirstSeen = happening.OccurredAt, Since = happening.OccurredAt }) with
        {
            Availability = AvailabilityAfter(happening.Type) ?? current?.Availability ?? Availability.Listed,
            Values = values,
            Origins = Origins(values, current),
        };
    }

    /// <summary>What the event says and the catalogue no longer has, nobody has said.</summary>
    private static ImmutableArray<Origin> Origins(FieldSet values, Model? current)
    {
        if (current is not null && ReferenceEquals(values, current.Values))
        {
            return current.Origins;
        }

        var origins = ImmutableArray.CreateBuilder<Origin>(values.Count);
        foreach (var field in values.Fields)
        {
            origins.Add(current?.OriginOf(field) ?? EventRows.Nobody);
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
