using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>Makes the reviews of one run.</summary>
internal sealed record ReviewDraft(SourceId Source, Guid RunId, DateTimeOffset Now)
{
    public Review For(NoiseGuard.Finding finding, ReviewState state) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Kind = finding.Kind,
        State = state,
        Source = Source,
        Provider = finding.Key.Provider,
        Model = finding.Key,
        Field = finding.Field.Path,
        Old = finding.Old,
        Proposed = finding.Now,
        Sentence = state is ReviewState.Flagged ? finding.Sentence + " Applied, because its provider bills." : finding.Sentence + " The old value stays.",
        Fingerprint = finding.Fingerprint,
        RunId = RunId,
        OpenedAt = Now,
        LastSeenAt = Now,
        ClosedAt = state is ReviewState.Flagged ? Now : null,
    };

    public Review For(RemovalGuard.Finding finding) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Kind = ReviewKind.Removal,
        Source = Source,
        Provider = finding.Provider,
        Models = finding.Lost,
        Sentence = finding.Sentence + " Nothing was removed.",
        Fingerprint = finding.Fingerprint,
        RunId = RunId,
        OpenedAt = Now,
        LastSeenAt = Now,
    };
}
