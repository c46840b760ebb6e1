using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Tamma.Providers;

/// <summary>Which native ids of a list are kept. <c>*</c> stands for any text, <c>?</c> for one letter; case does not matter.</summary>
internal sealed class IdPatterns(ImmutableArray<string> include, ImmutableArray<string> exclude)
{
    public bool Keeps(string id) => (include.IsEmpty || Matches(include, id)) && !Matches(exclude, id);

    private static bool Matches(ImmutableArray<string> patterns, string id)
    {
        foreach (var pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
