using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>
/// Context, input and output are three quantities that catalogues write into one another's places: of 121 real differences of the
/// context window 30 are an input limit or the context without the room for the answer.
/// </summary>
internal static class LimitMeaning
{
    private static readonly Field s_context = FieldRegistry.Models["limit.context"];
    private static readonly Field s_input = FieldRegistry.Models["limit.input"];
    private static readonly Field s_output = FieldRegistry.Models["limit.output"];
    private static readonly Field s_served = FieldRegistry.Models["limit.served_context"];

    public static Difference Compare(Field field, decimal a, in Speaker x, decimal b, in Speaker y, ReadOnlySpan<Speaker> all) =>
        OneWay(field, a, x, b, y, all) is { Kind: not DifferenceKind.Conflict } first ? first with { OfFirst = true }
        : OneWay(field, b, y, a, x, all) is { Kind: not DifferenceKind.Conflict } second ? second
        : IsBound(a, b) ? new(DifferenceKind.Bound, OfFirst: a < b)
        : new(DifferenceKind.Conflict, Shown: AreUnits(a, b) ? Difference.Units : null);

    /// <summary>Whether <paramref name="a"/> is no such limit at all but another quantity.</summary>
    private static Difference OneWay(Field field, decimal a, in Speaker x, decimal b, in Speaker y, ReadOnlySpan<Speaker> all) =>
        ReferenceEquals(field, s_context) ? Context(a, x, b, y, all)
        : ReferenceEquals(field, s_output) ? Output(a, x, b, y)
        : ReferenceEquals(field, s_input) ? Input(a, x, b, y)
        : new(DifferenceKind.Conflict);

    private static Difference Context(decimal a, in Speaker x, decimal b, in Speaker y, ReadOnlySpan<Speaker> all)
    {
        if (Is(y, s_input, a))
        {
            return new(DifferenceKind.InputLimit, Shown: s_input.Path, By: y.Claim.Source);
        }

        if (Is(y, s_output, b - a))
        {
            return new(DifferenceKind.ContextMinusOutput, Shown: s_output.Path, By: y.Claim.Source);
        }

        if (Is(x, s_output, b - a))
        {
            return new(DifferenceKind.ContextMinusOutput, Shown: s_output.Path, By: x.Claim.Source);
        }

        if (a < b && Is(y, s_output, a))
        {
            return new(DifferenceKind.OutputLimit, Shown: s_output.Path, By: y.Claim.Source);
        }

        if (Is(y, s_served, a))
        {
            return new(DifferenceKind.ServedContext, Shown: s_served.Path, By: y.Claim.Source);
        }

        foreach (var third in all)
        {
            // Somebody who names both the whole window and this number as its input shows what the number is.
            if (Is(third, s_context, b) && Is(third, s_input, a))
            {
                return new(DifferenceKind.InputLimit, Shown: s_input.Path, By: third.Claim.Source);
            }
        }

        return new(DifferenceKind.Conflict);
    }

    private static Difference Output(decimal a, in Speaker x, decimal b, in Speaker y) =>
        Is(y, s_context, a) ? new(DifferenceKind.WholeContext, Shown: s_context.Path, By: y.Claim.Source)
        : Is(y, s_input, a) ? new(DifferenceKind.InputLimit, Shown: s_input.Path, By: y.Claim.Source)
        : a > b && Is(x, s_context, a) ? new(DifferenceKind.WholeContext, Shown: s_context.Path, By: x.Claim.Source)
        : a > b && Is(x, s_input, a) ? new(DifferenceKind.InputLimit, Shown: s_input.Path, By: x.Claim.Source)
        : new(DifferenceKind.Conflict);

    private static Difference Input(decimal a, in Speaker x, decimal b, in Speaker y) =>
        Is(y, s_context, a) ? new(DifferenceKind.WholeContext, Shown: s_context.Path, By: y.Claim.Source)
        : a > b && Is(x, s_context, a) ? new(DifferenceKind.WholeContext, Shown: s_context.Path, By: x.Claim.Source)
        : Number(y, s_context) is { } context && Is(y, s_output, context - a) ? new(DifferenceKind.ContextMinusOutput, Shown: s_output.Path, By: y.Claim.Source)
        : new(DifferenceKind.Conflict);

    /// <summary>65,535 is the last of 65,536 when one counts from zero.</summary>
    private static bool IsBound(decimal a, decimal b) => Math.Abs(a - b) is 1 && Math.Max(a, b) % 1024 is 0;

    /// <summary>128K are 131,072 to one and 128,000 to the other; which of the two a server takes, neither shows.</summary>
    private static bool AreUnits(decimal a, decimal b) => (Math.Max(a, b) / Math.Min(a, b)) is 1.024m or 1.048576m;

    private static bool Is(in Speaker speaker, Field field, decimal number) => Number(speaker, field) == number;

    private static decimal? Number(in Speaker speaker, Field field) =>
        speaker.Claim.Values.TryGet(field, out var value) && value.IsNumber ? value.AsNumber() : null;
}
