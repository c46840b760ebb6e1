using System.Collections.Immutable;

namespace Tamma.Search.Index;

/// <summary>What models are made for, by their names: see <c>Words/purposes.txt</c>.</summary>
internal sealed class PurposeTable
{
    public static PurposeTable Standard { get; } = Read(Data.Lines("purposes.txt"));

    private PurposeTable(ImmutableArray<Purpose> purposes) => Purposes = purposes;

    public ImmutableArray<Purpose> Purposes { get; }

    public static PurposeTable Read(IEnumerable<string> lines) => new(
    [
        .. from line in lines
           let parts = line.Split(':', 2, StringSplitOptions.TrimEntries)
           let words = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select new Purpose(
               parts[0],
               [.. words.Where(word => word[0] != '-' && !word.StartsWith("type=", StringComparison.Ordinal))],
               [.. words.Where(word => word[0] == '-').Select(word => word[1..])],
               [.. words.Where(word => word.StartsWith("type=", StringComparison.Ordinal)).Select(word => word[5..])]),
    ]);
}

/// <param name="Terms">Patterns of terms that tell it.</param>
/// <param name="Unless">Patterns of terms that tell another.</param>
/// <param name="Types">Values of the field <c>type</c> that say it.</param>
internal sealed record Purpose(string Name, ImmutableArray<string> Terms, ImmutableArray<string> Unless, ImmutableArray<string> Types)
{
    /// <summary>A star at either end stands for any letters.</summary>
    public static bool Fits(string pattern, ReadOnlySpan<char> term) =>
        pattern[0] == '*' ? term.EndsWith(pattern.AsSpan(1), StringComparison.Ordinal)
        : pattern[^1] == '*' ? term.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : term.SequenceEqual(pattern);
}
