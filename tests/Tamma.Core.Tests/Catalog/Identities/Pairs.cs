using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>The judge's pairs. Its rule for near names shares nothing with the product's.</summary>
internal static partial class Pairs
{
    public static IReadOnlyList<Pair> Read()
    {
        List<Pair> pairs = [];
        foreach (var line in File.ReadLines(Corpus.Require("alias-pairs.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            string Member(string name) => json.RootElement.GetProperty(name).GetString()!;
            var kind = Member("kind");
            pairs.Add(kind == "alias"
                ? new(kind, Member("source"), Member("alias"), Member("provider") == "openrouter" ? $"openrouter/{Member("id")}" : Member("id"))
                : new(kind, Member("source"), Member("ref"), Member("canonical")));
        }

        return pairs;
    }

    /// <summary>Listings whose ids are alike letter for letter for the most part, and that people link to different models.</summary>
    public static IReadOnlyList<(string A, string B, bool SameName)> NearNames()
    {
        using var json = JsonDocument.Parse(Corpus.Read("models-dev.base-model-links.json"));
        var links = json.RootElement.EnumerateObject().Select(link => (Ref: link.Name, Model: link.Value.GetString()!, Bare: Bare(link.Name)))
            .DistinctBy(link => (link.Bare, link.Model)).ToArray();
        List<(string, string, bool)> near = [];
        for (var i = 0; i < links.Length; i++)
        {
            for (var j = i + 1; j < links.Length; j++)
            {
                if (links[i].Model != links[j].Model && AreNear(links[i].Bare, links[j].Bare))
                {
                    near.Add((links[i].Ref, links[j].Ref, links[i].Bare == links[j].Bare));
                }
            }
        }

        return near;
    }

    /// <summary>At most a third of the longer name is not in the other: counted in edits.</summary>
    private static bool AreNear(string a, string b)
    {
        var most = Math.Max(a.Length, b.Length) / 3;
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return false;
        }

        var before = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }

            before = row;
        }

        return before[^1] <= most;
    }

    private static string Bare(string reference) => Separators().Replace(reference[(reference.LastIndexOf('/') + 1)..].ToLowerInvariant(), "-");

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
