using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;
using Tamma.Client;

namespace Tamma.Server.Projections;

/// <summary>A row's life on the wire.</summary>
internal static class LifecycleProjection
{
    public static LifecycleResponse Of(Model model, CatalogSnapshot snapshot, Moment moment)
    {
        var report = moment.IsPast ? LifecycleReport.Alone(model, snapshot, moment.Time) : LifecycleReport.Of(model, snapshot, moment.Time);
        var life = report.Life;
        return new()
        {
            Stage = life.Stage is { } stage ? Rest.Words.Of(stage) : null,
            Dates = Dates(model, life),
            NoticeDays = life.NoticeDays,
            Replacement = Of(report.Replacement),
            Findings = Findings(model, report),
        };
    }

    public static ReplacementResponse? Of(Replacement? replacement) =>
        replacement is null ? null : new() { Key = replacement.Key, By = Rest.Words.Of(replacement.By), Known = replacement.IsKnown ? null : false };

    private static LifecycleDatesResponse? Dates(Model model, ModelLifecycle life) =>
        !life.IsAnnounced && model.MissingSince is null && model.RemovedAt is null ? null : new()
        {
            Announced = life.Announced,
            AnnouncedBy = life.Announced is null ? null : life.AnnouncementIsStated ? "stated" : "seen",
            DeprecatedSince = life.DeprecatedSince?.Text,
            RetiresOn = life.RetiresOn?.Text,
            RetiresBy = life.RetiresOn?.Last,
            MissingSince = model.MissingSince,
            RemovedAt = model.RemovedAt,
        };

    private static List<LifecycleFindingResponse>? Findings(Model model, LifecycleReport report)
    {
        List<LifecycleFindingResponse> findings = [];
        if (report.Life.DisappearedWithoutNotice)
        {
            findings.Add(new()
            {
                Code = "disappeared_without_notice",
                Sentence = model.Availability is Availability.Removed
                    ? "It was removed, and nobody had said that it ends."
                    : "It is no longer listed, and nobody had said that it ends.",
            });
        }

        if (report.Rename is { } rename)
        {
            findings.Add(new() { Code = "probably_renamed_to", Sentence = $"It is probably {rename.To} now: {rename.Reason}, and it came when this one left.", Model = rename.To.ToString() });
        }

        if (report.Life.IsOverdue)
        {
            findings.Add(new() { Code = "overdue", Sentence = $"It should have retired on {report.Life.RetiresOn} and is still listed." });
        }

        return findings is [] ? null : findings;
    }
}
