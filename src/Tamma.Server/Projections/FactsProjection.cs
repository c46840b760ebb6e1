using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>A row with the claims that it was resolved from → facts: the winner of each value, and why the others lost.</summary>
internal static class FactsProjection
{
    public static FactsResponse Project(
        Model model, IReadOnlyList<Claim> claims, IReadOnlyList<Review> held, CatalogSnapshot snapshot, CatalogWriter writer, long position)
    {
        var ranked = claims.OrderBy(claim => claim.Source).ToList();
        var facts = new List<FactResponse>(model.Values.Count);
        for (var i = 0; i < model.Values.Count; i++)
        {
            facts.Add(Fact(model, i, ranked, held, snapshot, writer));
        }

        return new() { Key = model.Key.ToString(), Position = position, Facts = facts, Claims = [.. ranked.Select(Claim)] };
    }

    private static FactResponse Fact(Model model, int index, List<Claim> claims, IReadOnlyList<Review> held, CatalogSnapshot snapshot, CatalogWriter writer)
    {
        var field = model.Values.Fields[index];
        var value = model.Values.Values[index];
        var origin = model.Origins[index];
        var winner = claims.Find(claim => claim.Source == snapshot.SourceOf(origin));
        var review = held.FirstOrDefault(candidate => candidate.Field == field.Path);
        return new()
        {
            Field = field.Path,
            Value = FieldReader.ToJson(value),
            Source = snapshot.SourceOf(origin).Name,
            Since = origin.Since,
            Confidence = origin.Confidence,
            Disputed = origin.Disputed,
            Held = review is null ? null : new() { Review = review.Id, Proposed = FieldReader.ToJson(review.Proposed) },
            Losers = [.. claims.Where(claim => !ReferenceEquals(claim, winner) && claim.Values.TryGet(field, out _)).Select(claim => Loser(claim, field, value, winner, writer))],
        };
    }

    private static LoserResponse Loser(Claim claim, Field field, FieldValue value, Claim? winner, CatalogWriter writer)
    {
        claim.Values.TryGet(field, out var said);
        return new()
        {
            Source = claim.Source.Name,
            Value = FieldReader.ToJson(said),
            Since = DateOnly.FromDateTime(claim.FirstSeen.UtcDateTime),
            Why = Why(claim, said == value, field, winner, writer),
        };
    }

    private static string Why(Claim claim, bool agrees, Field field, Claim? winner, CatalogWriter writer)
    {
        if (winner is not null && writer.Sources.AreOneVoice(claim.Source, winner.Source))
        {
            return $"a copy: {claim.Source} and {winner.Source} come from one source{(agrees ? "" : ", and this one says otherwise")}";
        }

        if (agrees)
        {
            return "agrees: says the same";
        }

        if (winner is null)
        {
            return "lost: another source ranks higher";
        }

        var loses = ResolutionPolicy.StandingOf(claim);
        var wins = ResolutionPolicy.StandingOf(winner);
        return loses == wins
            ? $"lost: of two {Words.Of(wins)} sources the one whose id sorts first is believed"
            : $"lost: for {Words.Of(field.Group)} {Words.Of(wins)} ranks above {Words.Of(loses)}";
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
