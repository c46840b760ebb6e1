using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;

namespace Tamma.Server.Projections;

/// <summary>The announced ends of models between two days, the nearest first. A removed model is past its end and not shown.</summary>
internal static class RetirementCalendar
{
    public static ImmutableArray<CalendarEntry> Of(CatalogSnapshot snapshot, DateOnly from, DateOnly? to, ModelScope scope, string? provider, DateTimeOffset now)
    {
        var rows = provider is null ? snapshot.Models : snapshot.Provider(provider)?.Models ?? [];
        return
        [
            .. from model in rows
               where model.Availability is not Availability.Removed && ModelLifecycle.HasEnd(model) && (scope is ModelScope.All || snapshot.IsMine(model))
               let report = LifecycleReport.Of(model, snapshot, now)
               where report.Life.RetiresOn is { } end && end.Last >= @from && (to is null || end.Last <= to)
               orderby report.Life.RetiresOn!.Value.Last, model.Key
               select new CalendarEntry(model, report.Life, report.Life.RetiresOn!.Value, report.Replacement),
        ];
    }
}

/// <summary>One announced end.</summary>
internal sealed record CalendarEntry(Model Model, ModelLifecycle Life, PartialDate End, Replacement? Replacement);
