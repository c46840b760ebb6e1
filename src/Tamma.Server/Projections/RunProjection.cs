using Tamma.Client;
using Tamma.Discovery;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>A run → the run on the wire.</summary>
internal static class RunProjection
{
    public static RunResponse Project(Run run) => new()
    {
        Id = run.Id,
        Source = run.Source.Name,
        Trigger = Words.Of(run.Trigger),
        State = Words.Of(run.State),
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Fault = run.Fault,
        Sentence = run.Sentence,
        Pages = run.Pages,
        Bytes = run.Bytes,
        Counts = new()
        {
            Listed = run.Counts.Listed,
            Added = run.Counts.Added,
            Updated = run.Counts.Updated,
            Missing = run.Counts.Missing,
            Returned = run.Counts.Returned,
            Removed = run.Counts.Removed,
            FactsChanged = run.Counts.FactsChanged,
        },
        Documents = run.Documents.IsEmpty ? null : [.. run.Documents.Select(document => document.Hex)],
        UnknownFields = run.UnknownFields.IsEmpty ? null : run.UnknownFields,
        Rules = run.Rules.IsEmpty ? null : run.Rules,
        Findings = run.Findings.IsEmpty ? null : run.Findings,
        FirstPosition = run.FirstPosition,
        LastPosition = run.LastPosition,
        Review = run.Review,
    };
}
