using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Words = Tamma.Server.Rest.Words;

namespace Tamma.Server.Projections;

/// <summary>What somebody else says of a field → the statement on the wire.</summary>
internal static class StatementProjection
{
    public static IReadOnlyList<LoserResponse> Others(FieldVerdict verdict, ConfirmedAt confirmed) => [.. verdict.Others.Select(other => Project(verdict, other, confirmed))];

    /// <summary>The difference of two numbers as a share of the larger; null where there are not two.</summary>
    public static decimal? Share(FieldValue a, FieldValue b) =>
        !a.IsNumber || !b.IsNumber ? null
        : Math.Max(Math.Abs(a.AsNumber()), Math.Abs(b.AsNumber())) is > 0 and var larger ? Math.Round(Math.Min(1, Math.Abs(a.AsNumber() - b.AsNumber()) / larger), 4)
        : 0;

    private static LoserResponse Project(FieldVerdict verdict, Statement other, ConfirmedAt confirmed) => new()
    {
        Source = other.Source.Name,
        Value = FieldReader.ToJson(other.Value),
        Since = DateOnly.FromDateTime(other.Since.UtcDateTime),
        AsOf = confirmed[other.Source],
        Verdict = Words.Of(other.Verdict),
        SaidAs = other.SaidAs == verdict.Field ? null : other.SaidAs.Path,
        Difference = other.Verdict is Verdict.Agrees ? null : Share(verdict.Value, other.Value),
        Why = other.Verdict switch
        {
            Verdict.Agrees => "agrees: ",
            Verdict.Copy => "a copy: ",
            Verdict.DifferentMeaning => "different meaning: ",
            _ => "lost: ",
        } + other.Reason,
    };
}
