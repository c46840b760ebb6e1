using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Filters;
using Tamma.Search;

namespace Tamma.Notifications.Filtering;

/// <summary>
/// What can be asked of events: their own members, every field of the model that they are about, and the old and new values of what
/// they change (<c>old.cost.input</c>, <c>new.cost.input</c>).
/// </summary>
public static class EventFields
{
    private const string OldPrefix = "old.";
    private const string NewPrefix = "new.";

    /// <summary>Names that are the event's here.</summary>
    private static readonly ImmutableArray<string> s_taken = ["provider", "connection"];

    /// <summary>Told by who is who, which is not read from one row.</summary>
    private static readonly ImmutableArray<string> s_byIdentity = ["canonical", "lab"];

    /// <summary>What an offer's change may change.</summary>
    private static readonly ImmutableArray<string> s_byOffers = ["connections", "access", "callable", "mine", "reference", "simulated"];

    public static FilterField Type { get; } = new("type", FilterType.Text, "What happened: model_added, model_updated, review_opened, ….") { Values = [.. EventTypes.All] };

    public static FilterField Cause { get; } = new("cause", FilterType.Text, "Why it came to be.") { Values = Names<Cause>() };

    public static FilterField Severity { get; } = new("severity", FilterType.Text, "How much it matters.") { Values = Names<Severity>() };

    public static FilterField Position { get; } = new("position", FilterType.Number, "Its place in the log.");

    /// <summary>The event's own fields.</summary>
    public static ImmutableArray<EventField> Own { get; } =
    [
        new(Type, static row => FilterValue.Text(row.Envelope.Event.Type)),
        new(Cause, static row => FilterValue.Text(Name(row.Envelope.Event.Cause))),
        new(Severity, static row => FilterValue.Text(Name(row.Envelope.Event.Severity))),
        new(new("provider", FilterType.Text, "The provider that it is about.") { Aliases = ["providers"] }, static row => Text(row.Envelope.Event.Provider)),
        new(new("model", FilterType.Text, "The key of the model that it is about: provider and id."), static row => row.Envelope.Event is { Provider: { } provider, ModelId: { } id } ? FilterValue.Text($"{provider}/{id}") : FilterValue.Unknown),
        new(new("model_id", FilterType.Text, "That model's name at its provider."), static row => Text(row.Envelope.Event.ModelId)),
        new(new("connection", FilterType.Text, "The connection that it came through."), static row => Text(row.Envelope.Event.Connection)),
        new(new("actor", FilterType.Text, "Who caused it, when a person did."), static row => Text(row.Envelope.Event.Actor)),
        new(Position, static row => FilterValue.Number(row.Envelope.Position)),
        new(new("occurred_at", FilterType.Date, "The day on which it happened (UTC).") { Aliases = ["occurred"] }, static row => FilterValue.Date(FilterDate.OfDay(DateOnly.FromDateTime(row.Envelope.Event.OccurredAt.UtcDateTime)))),
        new(new("days_left", FilterType.Number, "Days from the event to the end of a model that it tells of."), static row => Number(EventMembers.DaysLeft(row))),
        new(new("price_changed", FilterType.Flag, "A price of the model is another now, or is stated or not stated any more."), static row => FilterValue.Flag(PriceFactors.Any(row))),
        new(new("price_rise", FilterType.Number, "By which factor the price that rises most rises: 2 is twice what it was."), static row => Number(PriceFactors.Rise(row))),
        new(new("price_fall", FilterType.Number, "By which factor the price that falls most falls: 2 is half of what it was."), static row => Number(PriceFactors.Fall(row))),
        new(new("provider_status", FilterType.Text, "How a connection fares now, where that changed.") { Values = [.. EventMembers.ProviderStatuses] }, static row => Text(EventMembers.ProviderStatus(row))),
    ];

    private static readonly ImmutableArray<EventField> s_ofModels =
    [
        .. ModelFields.All.Where(field => !s_taken.Contains(field.Filter.Name, StringComparer.Ordinal)).Select(OfModel),
        OfModel(Offering()),
    ];

    private static readonly FrozenDictionary<FilterField, EventField> s_byFilter = Own.Concat(s_ofModels).ToFrozenDictionary(field => field.Filter);

    public static FilterVocabulary Vocabulary { get; } = new(s_byFilter.Values.Select(field => field.Filter), Open) { HasChanges = true };

    public static FilterReader<EventRow> Reader { get; } = new(
        static filter => Of(filter).Read,
        static filter => Of(filter).Changed);

    private static EventField Of(FilterField filter) =>
        s_byFilter.TryGetValue(filter, out var known) ? known : Side(filter.Name) ?? OfModel(ModelFields.Of(filter));

    private static FilterField? Open(string name) => Side(name)?.Filter ?? ModelFieldTable.Open(name);

    /// <summary>A value as it was or is, of an event that changes it; unknown of all others.</summary>
    private static EventField? Side(string name)
    {
        var isOld = name.StartsWith(OldPrefix, StringComparison.OrdinalIgnoreCase);
        if ((!isOld && !name.StartsWith(NewPrefix, StringComparison.OrdinalIgnoreCase)) || Changing(name[OldPrefix.Length..]) is not { } field)
        {
            return null;
        }

        return new(
            new((isOld ? OldPrefix : NewPrefix) + field.Path, ModelFieldValues.TypeOf(field), $"{field.Meaning} As it {(isOld ? "was before" : "is after")} a change of it.") { Unit = field.Unit },
            row => row.ChangeOf(field.Path) is { } change && (isOld ? change.Old : change.New) is { } value
                ? ModelFieldValues.Of(field, FieldSet.From([new(field, value)]))
                : FilterValue.Unknown);
    }

    /// <summary>A registered field, by any name that it has in filters.</summary>
    private static Field? Changing(string name) =>
        Vocabulary.Find(name) is { } filter ? s_byFilter.GetValueOrDefault(filter)?.Registered : null;

    /// <summary>What the event's own name hides.</summary>
    private static ModelField Offering()
    {
        var field = ModelFields.All.First(field => field.Filter.Name == "connection");
        return field with { Filter = new("connections", field.Filter.Type, field.Filter.Meaning) };
    }

    private static EventField OfModel(ModelField field)
    {
        var read = field.Read;
        Func<EventRow, FilterValue> now = s_byIdentity.Contains(field.Filter.Name, StringComparer.Ordinal)
            ? row => row.Identified is { } model ? read(model) : FilterValue.Unknown
            : row => row.Model is { } model ? read(model) : FilterValue.Unknown;
        return new(field.Filter, now) { Registered = field.Registered, Changed = ChangeOf(field) };
    }

    /// <summary>A registered field changes when the event says so; what is derived, when it is another after the changes than before.</summary>
    private static Func<EventRow, bool> ChangeOf(ModelField field)
    {
        var name = field.Filter.Name;
        return field.Registered is { } registered ? row => row.ChangeOf(registered.Path) is not null
            : name == "availability" ? static row => row.Envelope.Event.Type is EventTypes.ModelMissing or EventTypes.ModelReturned or EventTypes.ModelRemoved
            : s_byOffers.Contains(name, StringComparer.Ordinal) ? static row => row.Envelope.Event.ModelId is not null && row.Changes.AreOfOffers
            : name.StartsWith(FieldRegistry.AttributePrefix, StringComparison.OrdinalIgnoreCase) || name.StartsWith("extra.", StringComparison.OrdinalIgnoreCase) ? row => row.ChangeOf(name) is not null
            : s_byIdentity.Contains(name, StringComparer.Ordinal) ? static _ => false
            : row => !row.Changes.Changes.IsEmpty && row is { Before: { } before, Model: { } after } && field.Read(before) != field.Read(after);
    }

    private static FilterValue Text(string? text) => text is null ? FilterValue.Unknown : FilterValue.Text(text);

    private static FilterValue Number(decimal? number) => number is { } known ? FilterValue.Number(known) : FilterValue.Unknown;

    private static ImmutableArray<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Name)];

    /// <summary>As on the wire.</summary>
    internal static string Name<T>(T value)
        where T : struct, Enum => EnumNames<T>.Known.TryGetValue(value, out var name) ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static class EnumNames<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Known = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}

/// <summary>A field of events that can be asked about, and how it is read from one.</summary>
public sealed record EventField(FilterField Filter, Func<EventRow, FilterValue> Read)
{
    /// <summary>Whether an event changes it. What is the event's own does not change.</summary>
    public Func<EventRow, bool> Changed { get; init; } = static _ => false;

    /// <summary>The registered field of models that it is.</summary>
    internal Field? Registered { get; init; }
}
