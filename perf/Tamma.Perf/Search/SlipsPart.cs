using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search;

/// <summary>Names of what labs sell themselves, misspelt by dice, and cut off while typing: how often the model still comes. No judgment of ours is in it.</summary>
internal static class SlipsPart
{
    private const int Dice = 7;
    private const int LeastLetters = 4;

    public static int Run(bool show)
    {
        var index = SearchIndex.Build(JudgedSnapshot.Read(_ => true));
        string[] ids = [.. index.Models.Where(model => LabTable.OfProvider(model.Key.Provider) is not null && !model.Key.Id.Contains('/', StringComparison.Ordinal)).Select(model => model.Key.Id).Distinct(StringComparer.Ordinal)];
        var dice = new Random(Dice);
        Report("misspelt, one slip", ids.SelectMany(id => Enumerable.Range(0, 3).Select(_ => (Slip(id, dice), id))), show);
        Report("typed so far", ids.SelectMany(id => Enumerable.Range(0, 3).Select(_ => (id[..dice.Next(Math.Min(id.Length, 5), id.Length + 1)], id))), show);
        Report("with spaces", ids.Select(id => (id.Replace('-', ' '), id)), show);
        return 0;

        void Report(string what, IEnumerable<(string Written, string Id)> cases, bool all)
        {
            var (count, first, page) = (0, 0, 0);
            foreach (var (written, id) in cases)
            {
                var rows = Searcher.Search(index, new(written) { Scope = ModelScope.All, Limit = 10, Today = new(2026, 7, 1) }).Rows;
                count++;
                // While typing, whatever begins so is as good.
                var isTyped = id.StartsWith(written, StringComparison.Ordinal);
                bool IsIt(SearchHit hit) => isTyped ? hit.Model.Key.Id.Contains(written, StringComparison.OrdinalIgnoreCase) : hit.Model.Key.Id.EndsWith(id, StringComparison.OrdinalIgnoreCase);
                var isFirst = rows is [var top, ..] && IsIt(top);
                first += isFirst ? 1 : 0;
                page += rows.Any(IsIt) ? 1 : 0;
                if (all && !isFirst)
                {
                    Console.WriteLine($"    {written} ({id}) → {(rows is [var one, ..] ? one.Model.Key.ToString() : "nothing")}{(rows.Any(IsIt) ? "" : " NOT ON THE PAGE")}");
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count} cases, first {(double)first / count:0.000}, on the page {(double)page / count:0.000}"));
        }
    }

    /// <summary>One slip in one word of at least four letters.</summary>
    private static string Slip(string id, Random dice)
    {
        var words = id.Split('-');
        var long1 = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= LeastLetters && words[i].All(char.IsAsciiLetter)).ToArray();
        if (long1.Length == 0)
        {
            return id;
        }

        var at = long1[dice.Next(long1.Length)];
        var word = words[at];
        var place = dice.Next(word.Length);
        words[at] = dice.Next(4) switch
        {
            0 => word.Remove(place, 1),
            1 => word.Insert(place, word[place].ToString()),
            2 when place + 1 < word.Length => string.Concat(word.AsSpan(0, place), word.AsSpan(place + 1, 1), word.AsSpan(place, 1), word.AsSpan(place + 2)),
            _ => string.Concat(word.AsSpan(0, place), ((char)('a' + dice.Next(26))).ToString(), word.AsSpan(place + 1)),
        };
        return string.Join(dice.Next(2) == 0 ? '-' : ' ', words);
    }
}
