using System.Collections.Immutable;

namespace Tamma.Filters;

/// <summary>
/// What a filter asks. A closed set of records, to be walked by pattern matching. "And" and "or" are flat by construction, and no
/// "not" stands on a "not", so equal filters that were written differently are mostly equal trees.
/// </summary>
public abstract record FilterExpression
{
    private FilterExpression()
    {
    }

    /// <summary>What every row matches: the empty filter.</summary>
    public static FilterExpression Everything { get; } = new And([]);

    /// <summary>All must hold; of none it is <see cref="Everything"/>.</summary>
    public static FilterExpression All(params ReadOnlySpan<FilterExpression> parts) =>
        Flat(parts, static part => (part as And)?.Parts) is [var one] ? one : new And(Flat(parts, static part => (part as And)?.Parts));

    /// <summary>One must hold.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FilterExpression Any(params ReadOnlySpan<FilterExpression> parts) =>
        parts.IsEmpty ? throw new ArgumentException("One of none never holds.", nameof(parts))
        : Flat(parts, static part => (part as Or)?.Parts) is [var one] ? one
        : new Or(Flat(parts, static part => (part as Or)?.Parts));

    public static FilterExpression Negate(FilterExpression inner) => inner is Not(var twice) ? twice : new Not(inner);

    /// <summary>The conditions, from left to right, wherever they stand.</summary>
    public IEnumerable<FilterExpression> Leaves => this switch
    {
        And { Parts: var parts } => parts.SelectMany(part => part.Leaves),
        Or { Parts: var parts } => parts.SelectMany(part => part.Leaves),
        Not(var inner) => inner.Leaves,
        _ => [this],
    };

    /// <summary>The field of a condition; null for what is put together.</summary>
    public FilterField? Subject => this switch
    {
        Flag leaf => leaf.Field,
        Compare leaf => leaf.Field,
        Between leaf => leaf.Field,
        In leaf => leaf.Field,
        Has leaf => leaf.Field,
        Like leaf => leaf.Field,
        Matches leaf => leaf.Field,
        IsKnown leaf => leaf.Field,
        Changed leaf => leaf.Field,
        _ => null,
    };

    /// <summary>In the language, so that it reads back as the same tree.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);

    public sealed record And : FilterExpression
    {
        internal And(ImmutableArray<FilterExpression> parts) => Parts = parts;

        /// <summary>None of them an <see cref="And"/>; never one alone.</summary>
        public ImmutableArray<FilterExpression> Parts { get; }

        public bool Equals(And? other) => other is not null && Parts.SequenceEqual(other.Parts);

        public override int GetHashCode() => HashOf(1, Parts);
    }

    public sealed record Or : FilterExpression
    {
        internal Or(ImmutableArray<FilterExpression> parts) => Parts = parts;

        /// <summary>None of them an <see cref="Or"/>; at least two.</summary>
        public ImmutableArray<FilterExpression> Parts { get; }

        public bool Equals(Or? other) => other is not null && Parts.SequenceEqual(other.Parts);

        public override int GetHashCode() => HashOf(2, Parts);
    }

    public sealed record Not : FilterExpression
    {
        internal Not(FilterExpression inner) => Inner = inner;

        public FilterExpression Inner { get; }

        public void Deconstruct(out FilterExpression inner) => inner = Inner;
    }

    /// <summary>A flag is yes.</summary>
    public sealed record Flag(FilterField Field) : FilterExpression;

    /// <summary>A number, date or text stands so to a value; a text is only ever asked whether it equals.</summary>
    public sealed record Compare(FilterField Field, FilterComparison Comparison, FilterLiteral Value) : FilterExpression;

    /// <summary>A number or date is within bounds, both of which belong to it.</summary>
    public sealed record Between(FilterField Field, FilterLiteral Low, FilterLiteral High) : FilterExpression;

    /// <summary>A number, date or text equals one of the values, or words hold one of them.</summary>
    public sealed record In(FilterField Field, ImmutableArray<FilterLiteral> Values) : FilterExpression
    {
        public bool Equals(In? other) => other is not null && Field == other.Field && Values.SequenceEqual(other.Values);

        public override int GetHashCode() => HashOf(Field.GetHashCode(), Values);
    }

    /// <summary>Words hold a word.</summary>
    public sealed record Has(FilterField Field, string Word) : FilterExpression;

    /// <summary>A text has this in it, or one of the words at its start or end.</summary>
    public sealed record Like(FilterField Field, FilterPart Part, string Text) : FilterExpression;

    /// <summary>A text, or one of the words, matches a regular expression somewhere (see <see cref="FilterPattern"/>).</summary>
    public sealed record Matches(FilterField Field, string Pattern) : FilterExpression;

    /// <summary>Somebody states the field. Never unknown itself.</summary>
    public sealed record IsKnown(FilterField Field) : FilterExpression;

    /// <summary>The row is a change of this field. Never unknown.</summary>
    public sealed record Changed(FilterField Field) : FilterExpression;

    private static ImmutableArray<FilterExpression> Flat(ReadOnlySpan<FilterExpression> parts, Func<FilterExpression, ImmutableArray<FilterExpression>?> inner)
    {
        var flat = ImmutableArray.CreateBuilder<FilterExpression>(parts.Length);
        foreach (var part in parts)
        {
            if (inner(part) is { } within)
            {
                flat.AddRange(within);
            }
            else
            {
                flat.Add(part);
            }
        }

        return flat.DrainToImmutable();
    }

    private static int HashOf<T>(int start, ImmutableArray<T> parts)
        where T : notnull =>
        parts.Aggregate(start, static (hash, part) => HashCode.Combine(hash, part));
}

public enum FilterComparison
{
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// <summary>Where in a text something is looked for.</summary>
public enum FilterPart
{
    Anywhere,
    Start,
    End,
}
