using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Client;
using Words = Tamma.Server.Rest.Words;

namespace Tamma.Server.Projections;

/// <summary>A verdict → the conflict on the wire.</summary>
internal static class ConflictProjection
{
    public static ConflictResponse Project(ModelKey key, FieldVerdict verdict, ConfirmedAt confirmed) => new()
    {
        Key = key.ToString(),
        Field = verdict.Field.Path,
        Group = GroupNames.Of(verdict.Field.Group),
        Verdict = Words.Of(verdict.Verdict!.Value),
        Value = FieldReader.ToJson(verdict.Value),
        Source = verdict.Winner.Name,
        AsOf = confirmed[verdict.Winner],
        Why = verdict.Reason,
        Difference = Difference(verdict),
        Others = StatementProjection.Others(verdict, confirmed),
    };

    /// <summary>Of those that count for the verdict, the largest.</summary>
    public static decimal? Difference(FieldVerdict verdict) =>
        verdict.Others.Where(other => other.Verdict == verdict.Verdict).Max(other => StatementProjection.Share(verdict.Value, other.Value));

    public static ConflictCounts Count(IEnumerable<IEnumerable<string>> disputed)
    {
        var models = 0;
        var byField = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fields in disputed)
        {
            models++;
            foreach (var field in fields)
            {
                byField[field] = byField.GetValueOrDefault(field) + 1;
            }
        }

        return new()
        {
            Models = models,
            Fields = byField.Values.Sum(),
            ByField = byField.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
    }
}
