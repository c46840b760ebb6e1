using System.Collections.Immutable;
using System.Text;
using Tamma.Catalog;

namespace Tamma.Search;

/// <summary>How a query was read: what was understood, with the words that said it, and what stayed text.</summary>
/// <param name="Text">What was written.</param>
/// <param name="Constraints">In the order of the words.</param>
/// <param name="Terms">What is looked for as text.</param>
/// <param name="Ignored">Words that say nothing here.</param>
public sealed record QueryReading(string Text, ImmutableArray<Constraint> Constraints, ImmutableArray<QueryTerm> Terms, ImmutableArray<string> Ignored)
{
    public static QueryReading Empty { get; } = new("", [], [], []);

    /// <summary>The model that was named as an example of what is looked for; null where none was.</summary>
    public ModelKey? Like { get; init; }

    /// <summary>Words whose condition was taken for a wish, since hardly any model of the purpose that is asked for satisfies it, and the words of that purpose.</summary>
    internal ImmutableArray<string> GaveWay { get; init; } = [];

    /// <summary>What stands behind the last term.</summary>
    internal string End { get; init; } = "";

    /// <summary>The words that stayed text, with what stands between them. Read again without words, it has the same terms.</summary>
    /// <param name="keep">Of which terms.</param>
    internal string Rest(Func<QueryTerm, bool> keep)
    {
        var rest = new StringBuilder();
        var isLastKept = true;
        foreach (var term in Terms)
        {
            var isBeside = isLastKept && term.Before is not null;
            isLastKept = keep(term);
            if (isLastKept)
            {
                // Where something was left out between them, two numbers must not become a version.
                rest.Append(rest.Length == 0 ? "" : isBeside ? term.Before : char.IsAsciiDigit(term.Text[0]) ? ", " : " ").Append(term.Written);
            }
        }

        // A space says that the last word is not being typed any more.
        return rest.Length == 0 ? "" : rest.Append(isLastKept ? End : " ").ToString();
    }
}

/// <summary>A word that is looked for as text.</summary>
/// <param name="Text">The term, folded.</param>
/// <param name="Typing">The writer may not be done with it: what begins so is meant too.</param>
public sealed record QueryTerm(string Text, bool Typing = false)
{
    /// <summary>A point follows that no number follows yet: a version is being typed.</summary>
    public bool IsOpenVersion { get; init; }

    /// <summary>It stands before a slash: who makes or sells it, and not what it is called.</summary>
    public bool IsPath { get; init; }

    /// <summary>It stands behind a colon and says which of several.</summary>
    public bool IsVariant { get; init; }

    /// <summary>As it stands in the question, but for its spelling.</summary>
    internal string Written { get; init; } = Text;

    /// <summary>What stands between the term before and it; null where words stand there that are no text.</summary>
    internal string? Before { get; init; }

    /// <summary>Another spelling that is looked for, because nothing is called as it was written.</summary>
    public string? Corrected { get; init; }

    public override string ToString() => Corrected is null ? Text : $"{Corrected} (written {Text})";
}
