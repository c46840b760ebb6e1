using System.Collections.Immutable;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Shapes;

/// <summary>How long prompts or answers are to be, in tokens: from 1 to <see cref="Most"/>, whatever the distribution says.</summary>
public abstract record Lengths
{
    /// <summary>The longest, in tokens: twice the largest context that is sold.</summary>
    public const int Most = 2_000_000;

    /// <summary>What is drawn is none of the shortest and longest of a thousand million: a normal has no ends.</summary>
    private const double Edge = 1e-9;

    private Lengths()
    {
    }

    /// <summary>All alike.</summary>
    public sealed record Fixed(int Tokens) : Lengths
    {
        protected override double Inverse(double fraction) => Tokens;

        public override string ToString() => FormattableString.Invariant($"{Tokens}");
    }

    /// <summary>Each whole number as likely as the others, both ends included.</summary>
    public sealed record Uniform(int Least, int Greatest) : Lengths
    {
        protected override double Inverse(double fraction) => Least + Math.Floor(fraction * (1.0 + Greatest - Least));

        public override string ToString() => FormattableString.Invariant($"{Least}..{Greatest}");
    }

    /// <summary>Around a mean. What lies beyond the ends becomes the end, so that the mean of a wide one moves.</summary>
    public sealed record Spread(double Mean, double Deviation) : Lengths
    {
        protected override double Inverse(double fraction) => Mean + (Deviation * Normal.Quantile(fraction));

        public override string ToString() => FormattableString.Invariant($"normal:{Mean},{Deviation}");
    }

    /// <summary>Many short and few long, as people's prompts are: the logarithm is normal. Half are below the median.</summary>
    /// <param name="Sigma">Deviation of the natural logarithm; 0.8 has its p99 at 6.4 medians.</param>
    public sealed record Skewed(double Median, double Sigma) : Lengths
    {
        protected override double Inverse(double fraction) => Median * Math.Exp(Sigma * Normal.Quantile(fraction));

        public override string ToString() => FormattableString.Invariant($"lognormal:{Median},{Sigma}");
    }

    /// <summary>None that is drawn is longer: what a budget has to pay at most.</summary>
    public int Longest => At(1 - Edge);

    /// <summary>The length that this share of all is at or below.</summary>
    /// <param name="fraction">Above 0 and below 1.</param>
    public int At(double fraction) => (int)Math.Clamp(Math.Round(Inverse(fraction)), 1, Most);

    /// <summary>
    /// So many, one from each of as many equal slices of the distribution, in a random order: few of them stand for it better than as many independent draws
    /// would (McKay, Beckman and Conover, "A Comparison of Three Methods for Selecting Values of Input Variables", 1979).
    /// </summary>
    public ImmutableArray<int> Draw(int count, SeededDice dice)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var drawn = new int[count];
        for (var slice = 0; slice < count; slice++)
        {
            drawn[slice] = At(Math.Clamp((slice + dice.Fraction()) / count, Edge, 1 - Edge));
        }

        for (var i = count - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (drawn[i], drawn[other]) = (drawn[other], drawn[i]);
        }

        return ImmutableArray.Create(drawn);
    }

    /// <summary>Before it is rounded and kept within its bounds.</summary>
    protected abstract double Inverse(double fraction);
}
