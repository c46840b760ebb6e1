using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Security;

namespace Tamma.Storage.Tests;

/// <summary>Rows as text with everything that is in them, so that a difference is seen and not only found.</summary>
internal static class Shown
{
    public static string Of(FieldSet values) =>
        string.Join("; ", values.Select(pair => $"{pair.Key} = {Kind(pair.Value)} {pair.Value}"));

    public static string Of(Model model) => Line(
        "model",
        model.Key,
        model.Availability,
        $"version {model.Version} at {model.Position} since {Of(model.Since)}",
        $"seen {Of(model.FirstSeen)} missing {Of(model.MissingSince)} removed {Of(model.RemovedAt)}",
        Of(model.Values),
        string.Join("; ", model.Origins),
        string.Join("; ", model.Offers.Select(offer => $"{offer.Connection} {offer.Access}{Of(offer.AccessReason, offer.VerifiedAt)} {Of(offer.MissingSince)} [{Of(offer.Terms)}]")));

    /// <summary>Without what the store gives: position and time of the version.</summary>
    public static string Given(Model model) => Of(model with { Position = 0, Since = default });

    public static string Of(Claim claim) => Line(
        "claim",
        claim.Source,
        claim.Key,
        claim.Kind,
        $"{claim.Access}{Of(claim.AccessReason, claim.VerifiedAt)}",
        claim.SourceRef,
        claim.Slice,
        $"seen {Of(claim.FirstSeen)} missing {Of(claim.MissingSince)} in {claim.MissingRuns}",
        Of(claim.Values));

    public static string Of(EventDraft draft) => Line(
        "event",
        draft.Id,
        draft.Type,
        draft.SchemaVersion,
        Of(draft.OccurredAt),
        draft.Provider,
        draft.ModelId,
        draft.Connection,
        draft.RunId,
        draft.Actor,
        draft.Cause,
        draft.Severity,
        Encoding.UTF8.GetString(draft.Data.Span));

    public static string Of(Run run) => Line(
        "run",
        (run with { Documents = [], UnknownFields = s_none, Rules = s_none, Findings = s_none, QueuedAt = default, StartedAt = null, FinishedAt = null })
            .ToString().Replace(", Findings = System.Collections.Immutable.ImmutableSortedDictionary`2[System.String,System.Int32]", "", StringComparison.Ordinal), // not there in the first schemas, whose texts stand
        $"{Of(run.QueuedAt)} {Of(run.StartedAt)} {Of(run.FinishedAt)}",
        string.Join(' ', run.Documents),
        string.Join(' ', run.UnknownFields),
        string.Join(' ', [.. run.Rules.Select(rule => $"{rule}"), .. run.Findings.Select(finding => $"finding {finding}")]));

    /// <summary>Parts stand at the end, so that what was written before there were any reads as it did.</summary>
    public static string Of(Review review) => Line(
        "review",
        review with { Models = [], OpenedAt = default, LastSeenAt = default, ClosedAt = null },
        $"{Of(review.OpenedAt)} {Of(review.LastSeenAt)} {Of(review.ClosedAt)}",
        Kind(review.Old),
        Kind(review.Proposed),
        string.Join(' ', review.Models.Select(key => $"<{key.Provider}|{key.Id}>")) + string.Concat(review.Parts.Select(part => $" | {part}"))).Replace(PrintedParts, "", StringComparison.Ordinal);

    private const string PrintedParts = ", Parts = System.Collections.Immutable.ImmutableArray`1[Tamma.Discovery.ReviewPart]";

    public static string Of(Override entry) => Line(
        "override",
        entry with { CreatedAt = default, ExpiresAt = null, MovedAt = null, EndedAt = null },
        $"{Of(entry.CreatedAt)} {Of(entry.ExpiresAt)} {Of(entry.MovedAt)} {Of(entry.EndedAt)}",
        Kind(entry.Value),
        Kind(entry.Upstream),
        Kind(entry.MovedTo));

    public static string Of(ApiKey key) => Line("key", key.Id, key.Name, Convert.ToHexString(key.SecretHash.Span), Of(key.CreatedAt));

    public static string Of(StoredConnection connection) => Line(
        "connection",
        connection with { Definition = null, CreatedAt = default, UpdatedAt = default },
        $"{Of(connection.CreatedAt)} {Of(connection.UpdatedAt)}",
        connection.Definition is { } options ? Of(options) : "-");

    /// <summary>Member by member: what is added to the options later is not in an older database.</summary>
    private static string Of(ConnectionOptions options) => Line(
        options.Id, options.Type, options.Provider, options.Url.OriginalString, options.Credential, options.Username, options.Interval, options.Listings,
        $"bills {options.Bills} optional {options.Optional}",
        Of(options.Headers),
        Of(options.Settings),
        string.Join(' ', options.Include),
        string.Join(' ', options.Exclude),
        Of(options.Limits));

    private static string Of(ConnectionLimits limits) => Line(
        limits.RequestTimeout, limits.RunTimeout, limits.Attempts, limits.BaseDelay, limits.MaxDelay, limits.RequestsPerSecond, limits.Burst, limits.Concurrency);

    public static string Of(SourceState state) => Line("source", state with { ConfirmedAt = null }, Of(state.ConfirmedAt));

    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "-";

    private static readonly ImmutableSortedDictionary<string, int> s_none = ImmutableSortedDictionary<string, int>.Empty;

    private static string Of(ImmutableDictionary<string, string> texts) =>
        string.Join(' ', texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>Nothing where nothing is known, as in what was written before it was kept.</summary>
    private static string Of(string? reason, DateTimeOffset? verified) => reason is null && verified is null ? "" : $" ({reason ?? "-"}, {Of(verified)})";

    private static string Kind(FieldValue? value) => value switch
    {
        null => "-",
        { IsText: true } => "text",
        { IsFlag: true } => "flag",
        { IsNumber: true } => "number",
        { IsWords: true } words => $"words {words.AsWords().Length}",
        _ => "json",
    };

    private static string Line(params IEnumerable<object?> parts) => string.Join(" | ", parts.Select(part => part ?? "-"));
}
