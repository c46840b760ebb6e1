using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Discovery;
using Words = Tamma.Server.Rest.Words;

namespace Tamma.Server.Projections;

/// <summary>A row with the claims that it was resolved from → facts: the winner of each value, who confirms it, and why the others lost.</summary>
internal static class FactsProjection
{
    public static FactsResponse Project(
        Model model, IReadOnlyList<Claim> claims, IReadOnlyList<Review> held, ConfirmedAt confirmed, CatalogSnapshot snapshot, CatalogWriter writer, long position)
    {
        var verdicts = FieldVerdicts.Of(claims, writer.Policy, writer.Sources, field => model.OriginOf(field) is { } origin ? snapshot.SourceOf(origin) : null)
            .ToDictionary(verdict => verdict.Field);
        var facts = new List<FactResponse>(model.Values.Count);
        for (var i = 0; i < model.Values.Count; i++)
        {
            var field = model.Values.Fields[i];
            facts.Add(Fact(field, model.Values.Values[i], model.Origins[i], verdicts.GetValueOrDefault(field), held, confirmed, snapshot));
        }

        return new() { Key = model.Key.ToString(), Position = position, Facts = facts, Claims = [.. claims.OrderBy(claim => claim.Source).Select(Claim)] };
    }

    /// <param name="verdict">Null where the claims of that time are no longer kept.</param>
    private static FactResponse Fact(
        Field field, FieldValue value, Origin origin, FieldVerdict? verdict, IReadOnlyList<Review> held, ConfirmedAt confirmed, CatalogSnapshot snapshot)
    {
        var review = held.FirstOrDefault(candidate => candidate.Field == field.Path);
        return new()
        {
            Field = field.Path,
            Value = FieldReader.ToJson(value),
            Source = snapshot.SourceOf(origin).Name,
            Since = origin.Since,
            AsOf = confirmed[snapshot.SourceOf(origin)],
            Why = verdict?.Reason,
            Confidence = origin.Confidence,
            Disputed = origin.Disputed,
            ConfirmedBy = verdict is null ? null : [.. verdict.Confirmations.Select(other => other.Source.Name)],
            Copies = verdict is null ? null : [.. verdict.Others.Where(other => other.Verdict is Verdict.Copy).Select(other => other.Source.Name)],
            Held = review is null ? null : new() { Review = review.Id, Proposed = FieldReader.ToJson(review.Proposed) },
            Losers = verdict is null ? [] : StatementProjection.Others(verdict, confirmed),
        };
    }

    private static ClaimResponse Claim(Claim claim) => new()
    {
        Source = claim.Source.Name,
        Kind = Words.Of(claim.Kind),
        SourceRef = claim.SourceRef,
        FirstSeen = claim.FirstSeen,
        MissingSince = claim.MissingSince,
        Document = claim.Slice?.Document.Hex,
    };
}
