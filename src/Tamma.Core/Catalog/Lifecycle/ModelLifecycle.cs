using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Lifecycle;

/// <summary>What the values of one row and the clock say of its life. Pure; nothing is guessed from names.</summary>
public sealed record ModelLifecycle
{
    private static readonly Field s_status = FieldRegistry.Models["status"];
    private static readonly Field s_deprecatedAt = FieldRegistry.Models["deprecated_at"];
    private static readonly Field s_shutdown = FieldRegistry.Models["shutdown_date"];
    private static readonly Field s_preview = FieldRegistry.Models["preview"];

    /// <summary>Null when it is missing and nobody had said that it ends: then nobody knows.</summary>
    public LifecycleStage? Stage { get; private init; }

    /// <summary>When the end was announced, or since when it is seen here: then it was announced on that day or before.</summary>
    public DateOnly? Announced { get; private init; }

    /// <summary>Whether a source states <see cref="Announced"/>; false when it is the day on which it was seen.</summary>
    public bool AnnouncementIsStated { get; private init; }

    public PartialDate? DeprecatedSince { get; private init; }

    /// <summary>The announced end.</summary>
    public PartialDate? RetiresOn { get; private init; }

    /// <summary>Who says <see cref="RetiresOn"/>.</summary>
    public Origin? EndOrigin { get; private init; }

    /// <summary>Days between the announcement and the end, as long as both are known and in order.</summary>
    public int? NoticeDays { get; private init; }

    /// <summary>It went missing or was removed, and nobody had said that it ends.</summary>
    public bool DisappearedWithoutNotice { get; private init; }

    /// <summary>Its announced end has passed and an account's own list still has it.</summary>
    public bool IsOverdue { get; private init; }

    /// <summary>Whether an end was ever announced.</summary>
    public bool IsAnnounced { get; private init; }

    /// <summary>Whether anybody states an end; cheap, for those who look at every row.</summary>
    public static bool HasEnd(Model model) => model.Values.IndexOf(s_shutdown) >= 0;

    public static ModelLifecycle Of(Model model, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var status = Text(model, s_status);
        var end = Date(model, s_shutdown);
        var stated = Date(model, s_deprecatedAt);
        var isDeprecated = status is "deprecated"
            || (stated is { } since ? since.First <= today : end is not null && status is not "active");
        var announced = end is not null || stated is not null || status is "deprecated" or "retired";
        var seen = Earlier(end is null ? null : model.OriginOf(s_shutdown)?.Since, status is "deprecated" ? model.OriginOf(s_status)?.Since : null);
        var announcement = stated?.First ?? seen;
        var overdue = end?.Last < today && IsListedByAnAccount(model);
        return new()
        {
            Stage = StageOf(model, status, end, isDeprecated, today),
            IsAnnounced = announced,
            Announced = announcement,
            AnnouncementIsStated = stated is not null,
            DeprecatedSince = stated ?? (status is "deprecated" && model.OriginOf(s_status) is { } origin ? PartialDate.OfDay(origin.Since) : null),
            RetiresOn = end,
            EndOrigin = end is null ? null : model.OriginOf(s_shutdown),
            NoticeDays = end is { } known && announcement <= known.Last ? known.Last.DayNumber - announcement.Value.DayNumber : null,
            DisappearedWithoutNotice = model.Availability is not Availability.Listed && !announced,
            IsOverdue = overdue,
        };
    }

    private static LifecycleStage? StageOf(Model model, string? status, PartialDate? end, bool isDeprecated, DateOnly today)
    {
        if (model.Availability is Availability.Removed)
        {
            // What counts is whether the end had come by then: a date that passes later does not explain a removal.
            var removed = DateOnly.FromDateTime((model.RemovedAt ?? model.Since).UtcDateTime);
            return status is "retired" || end?.First <= removed ? LifecycleStage.Retired : LifecycleStage.Gone;
        }

        // Anthropic: a past date on a model that is listed as deprecated means overdue, not retired.
        return status is "retired" || (end?.Last < today && !IsListedByAnAccount(model)) ? LifecycleStage.Retired
            : isDeprecated ? LifecycleStage.Deprecated
            : model.Availability is Availability.Missing ? null
            : status is "alpha" or "beta" or "preview" || (model.Values[s_preview] is { IsFlag: true } flag && flag.AsFlag()) ? LifecycleStage.Preview
            : LifecycleStage.Active;
    }

    private static bool IsListedByAnAccount(Model model)
    {
        foreach (var offer in model.Offers)
        {
            if (offer.MissingSince is null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(Model model, Field field) => model.Values[field] is { IsText: true } value ? value.AsText() : null;

    private static PartialDate? Date(Model model, Field field) => Text(model, field) is { } text ? PartialDate.Read(text) : null;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;
}
