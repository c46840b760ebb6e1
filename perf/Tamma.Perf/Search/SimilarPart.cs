using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Vectors;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search;

/// <summary>Thirty judgements of which of five models is nearest to one, made before anything answered.</summary>
internal static class SimilarPart
{
    public static int Run(bool show)
    {
        var index = SearchIndex.Build(JudgedSnapshot.Read(_ => true));
        var (right, total) = (0, 0);
        foreach (var judgement in File.ReadLines(Path.Combine(Programs.Root, "perf", "Tamma.Perf", "Search", "similar-own.jsonl")).Select(line => JsonDocument.Parse(line).RootElement))
        {
            var of = judgement.GetProperty("of").EnumerateArray().Select(one => Key(one.GetString()!)).ToHashSet();
            var (model, nearest) = (Key(judgement.GetProperty("model").GetString()!), Key(judgement.GetProperty("nearest").GetString()!));
            var found = SimilarModels.Of(index, index.Snapshot.Find(model)!, 5, other => of.Contains(other.Key));
            var isRight = found is [var first, ..] && first.Model.Key == nearest;
            (right, total) = (right + (isRight ? 1 : 0), total + 1);
            if (show && !isRight)
            {
                Console.WriteLine($"{model}: {string.Join(", ", found.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Model.Key} {one.Score}")))}; nearest is {nearest}: {judgement.GetProperty("why")}");
            }
        }

        Console.WriteLine($"{right} of {total} judgements of the nearest of five models");
        return 0;
    }

    private static ModelKey Key(string text) => ModelKey.TryParse(text, out var key) ? key : throw new FormatException(text);
}
