using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>One sentence for a person: why a statement won, agrees, lost, or is of something else.</summary>
internal static class Reasons
{
    public static string ForWinning(Field field, in Speaker winner, int speakers) => speakers is 1
        ? "nobody else says"
        : $"for {GroupNames.Of(field.Group)} {Name(winner, field)} is believed before the others that speak of it";

    public static string ForCopy(in Speaker copy, SourceId original, Difference difference) =>
        copy.Source.DerivesFrom is null
            ? $"{original} derives from {copy.Claim.Source}, so they are one voice{Otherwise(difference)}"
            : $"derives from {copy.Source.DerivesFrom}, so it confirms nothing{Otherwise(difference)}";

    public static string For(Field field, in Speaker other, in Speaker winner, Difference difference) => difference.Kind switch
    {
        DifferenceKind.None => "says the same",
        DifferenceKind.Precision => "says the same, as exactly as one of the two can",
        DifferenceKind.Conflict => Lost(field, other, winner) + (difference.Shown is Difference.Units ? "; perhaps one number in units of 1,000 and of 1,024" : ""),
        _ => Meaning(difference, difference.OfFirst ? winner.Claim.Source : other.Claim.Source),
    };

    private static string Lost(Field field, in Speaker other, in Speaker winner) =>
        other.For(field.Group) == winner.For(field.Group)
            ? $"of two {Name(other, field)} sources the one whose id sorts first is believed"
            : $"for {GroupNames.Of(field.Group)} {Name(winner, field)} ranks above {Name(other, field)}";

    private static string Meaning(Difference difference, SourceId whose)
    {
        var by = difference.By is { } source && source != whose ? $"that {source} states" : "of its own";
        return difference.Kind switch
        {
            DifferenceKind.InputLimit => $"{whose}'s number is the input limit {by}",
            DifferenceKind.ContextMinusOutput => $"{whose}'s number is the context without the output {by}",
            DifferenceKind.OutputLimit => $"{whose}'s number is the output limit {by}",
            DifferenceKind.WholeContext => $"{whose}'s number is the whole context {by}, and no limit apart",
            DifferenceKind.ServedContext => $"{whose}'s number is the context as served {by}",
            DifferenceKind.Bound => $"{whose} names the last token that fits, the other their number",
            DifferenceKind.OtherPrice => $"{whose}'s number is the {difference.Shown} {by}",
            DifferenceKind.ZeroForUnknown => $"{whose} writes 0 for what it does not know",
            DifferenceKind.NoPrice => $"{whose} marks a price that varies with a number below zero",
            DifferenceKind.OwnWords => "each source says this in its own words",
            _ => "a field that this version does not know: whether both mean the same is not known",
        };
    }

    private static string Otherwise(Difference difference) => difference.Agrees ? "" : ", and says otherwise";

    private static string Name(in Speaker speaker, Field field) => Standings.NameOf(speaker.For(field.Group));
}
