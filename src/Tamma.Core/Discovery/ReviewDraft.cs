using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>Makes the reviews of one run, and lets the rules close them.</summary>
internal sealed record ReviewDraft(SourceId Source, Guid RunId, DateTimeOffset Now)
{
    public ReviewOptions Options { get; init; } = new();

    public RemovalRule Removal { get; init; } = RemovalRule.Default;

    public Review For(NoiseGuard.Finding finding, ReviewState state, bool bills)
    {
        var first = finding.Parts[0];
        var single = finding.Parts.Length == 1;
        return New(finding.Kind, first.Model.Provider) with
        {
            State = state,
            Model = single ? first.Model : null,
            Field = first.Field,
            Old = single ? first.Old : null,
            Proposed = single ? first.Proposed : null,
            Parts = single && first.Kind == finding.Kind && !first.Returns ? [] : finding.Parts,
            Sentence = What(finding) + Then(state, bills),
            Fingerprint = single ? $"{first.Model}|{first.Field}|{first.Proposed}" : Hash(finding.Parts.Select(part => $"{part.Model}|{part.Field}|{part.Proposed}")),
            ClosedAt = state is ReviewState.Flagged ? Now : null,
        };
    }

    public Review For(RemovalGuard.Finding finding) => New(finding.Kind, finding.Provider) with
    {
        Models = finding.Lost,
        Sentence = finding.Sentence + " Nothing was removed.",
        Fingerprint = finding.Fingerprint,
    };

    /// <summary>A review that this run has seen again, closed when a rule says so.</summary>
    public Review Seen(Review review, Confirmation? confirming, bool listsNothing) =>
        Judge(review with { LastSeenAt = Now, Sightings = review.Sightings + 1 }, confirming, listsNothing);

    public Review Judge(Review review, Confirmation? confirming, bool listsNothing) =>
        ReviewRule.For(new(review, review.Sightings, Now - review.OpenedAt, confirming, listsNothing, Options, Removal)) is { } rule
            ? review with { State = ReviewState.Accepted, ClosedAt = Now, ClosedBy = Review.RulePrefix + rule.Name, Reason = Why(rule, review, confirming) }
            : review;

    private Review New(ReviewKind kind, string provider) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Kind = kind,
        Source = Source,
        Provider = provider,
        Sentence = "",
        Fingerprint = "",
        RunId = RunId,
        OpenedAt = Now,
        LastSeenAt = Now,
    };

    private string Why(ReviewRule rule, Review review, Confirmation? confirming) => confirming is not null
        ? $"{rule.Says} It is {confirming.Source}."
        : string.Create(CultureInfo.InvariantCulture, $"{rule.Says} Seen {review.Sightings} times in {(Now - review.OpenedAt).TotalHours:0} hours.");

    private static string What(NoiseGuard.Finding finding)
    {
        var first = finding.Parts[0];
        if (finding.Parts.Length == 1)
        {
            return $"{first.Model}: {first.Field} {Shown(first.Field, first.Old)} → {Shown(first.Field, first.Proposed)}{(first.Returns ? ", which it was shortly before" : "")}";
        }

        var count = string.Create(CultureInfo.InvariantCulture, $"{finding.Parts.Length:N0}");
        return finding.Kind switch
        {
            ReviewKind.Flap => $"{first.Model.Provider}: {first.Field} of {count} models is what it was shortly before",
            ReviewKind.CapabilityLost => string.Create(CultureInfo.InvariantCulture, $"{first.Model.Provider}: {count} of {finding.Models:N0} models changed {first.Field} at once, and most lost it"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{first.Model.Provider}: {first.Field} changed in {count} of {finding.Models:N0} models at once"),
        };
    }

    private static string Shown(string field, Catalog.Fields.FieldValue? value) => value?.ToString() switch
    {
        null => "unknown",
        var number when field.StartsWith("cost.", StringComparison.Ordinal) && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var dollars) =>
            string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00########}"),
        var text => text,
    };

    private static string Then(ReviewState state, bool bills) => state is not ReviewState.Flagged ? ". What was known stays."
        : bills ? " (billing API, applied, flagged)"
        : " (applied, flagged)";

    private static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))));
}
