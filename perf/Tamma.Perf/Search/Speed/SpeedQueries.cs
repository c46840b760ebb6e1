namespace Tamma.Perf.Search.Speed;

/// <summary>Queries drawn from the models themselves, the same at every run: whole names and parts of them, some misspelt, and conditions.</summary>
internal static class SpeedQueries
{
    private const int Each = 600;
    private const double Misspelt = 0.25;
    private static readonly long[] s_contexts = [32_000, 128_000, 200_000, 1_000_000];
    private static readonly double[] s_prices = [0.1, 0.5, 1, 3, 10];
    private static readonly string[] s_can = ["vision", "reasoning", "tools", "coding", "cheap", "free", "open weights"];

    public static IReadOnlyList<SpeedQuery> Draw(IReadOnlyList<SpeedDocument> documents)
    {
        var random = new Random(20_261_123);
        List<SpeedQuery> all =
        [
            .. Distinct(() => SpeedQuery.Of(SpeedClass.Text, Words(documents, random))),
            .. Distinct(() => WithTwo(SpeedQuery.Of(SpeedClass.Faceted, Words(documents, random)), random)),
            .. Enumerable.Range('a', 26).Select(letter => SpeedQuery.Of(SpeedClass.Letter, ((char)letter).ToString())),
            .. Distinct(() => Browse(documents, random)),
        ];
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static List<SpeedQuery> Distinct(Func<SpeedQuery> draw)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<SpeedQuery> drawn = [];
        for (var tries = 0; drawn.Count < Each && tries < 50 * Each; tries++)
        {
            var query = draw();
            if (seen.Add($"{query.Text}|{query.Provider}|{query.Context}|{query.Input}|{query.Tools}|{query.Reasoning}|{query.Takes}"))
            {
                drawn.Add(query);
            }
        }

        return drawn;
    }

    private static string Words(IReadOnlyList<SpeedDocument> documents, Random random)
    {
        var model = documents[random.Next(documents.Count)];
        var name = (model.Name.Length > 0 ? model.Name : model.Id).Split(' ');
        var id = model.Id.Split(' ');
        var count = random.Next(1, 4);
        var text = random.Next(20) switch
        {
            < 3 => string.Join('-', id),
            < 6 => $"{name[0]} {model.Seller.Split(' ')[0]}",
            < 9 => $"{s_can[random.Next(s_can.Length)]} {name[0]}",
            _ => string.Join(' ', name.Take(count)),
        };
        return random.NextDouble() < Misspelt ? Misspell(text, random) : text;
    }

    /// <summary>One letter is left out, doubled, exchanged with the next or another.</summary>
    private static string Misspell(string text, Random random)
    {
        var at = random.Next(1, Math.Max(2, text.Length - 1));
        if (text.Length < 5 || !char.IsLetter(text[at]) || !char.IsLetter(text[at + 1]))
        {
            return text;
        }

        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            _ => $"{text[..at]}{(char)('a' + random.Next(26))}{text[(at + 1)..]}",
        };
    }

    private static SpeedQuery WithTwo(SpeedQuery query, Random random)
    {
        var first = random.Next(5);
        return With(With(query, first, random), (first + 1 + random.Next(4)) % 5, random);
    }

    private static SpeedQuery With(SpeedQuery query, int condition, Random random) => condition switch
    {
        0 => query with { Context = s_contexts[random.Next(s_contexts.Length)] },
        1 => query with { Input = s_prices[random.Next(s_prices.Length)] },
        2 => query with { Tools = true },
        3 => query with { Reasoning = true },
        _ => query with { Takes = "image" },
    };

    private static SpeedQuery Browse(IReadOnlyList<SpeedDocument> documents, Random random)
    {
        var query = WithTwo(SpeedQuery.Of(SpeedClass.Browse, ""), random);
        return random.Next(2) == 0 ? query with { Provider = documents[random.Next(documents.Count)].Provider } : query with { Input = query.Input ?? s_prices[random.Next(s_prices.Length)] / 2 };
    }
}
