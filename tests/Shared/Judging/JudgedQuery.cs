using System.Text.Json;

namespace Tamma.Tests.Shared.Judging;

/// <summary>A query with what a good answer to it is.</summary>
internal sealed record JudgedQuery(string Id, string Type, string Text, IReadOnlyList<(int Gain, Predicate Where)> Grades, string? Half = null)
{
    /// <summary>The best grade that a clause can give.</summary>
    public const int Best = 3;

    public static List<JudgedQuery> Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new JudgedQuery(
                root.GetProperty("qid").GetString()!,
                root.GetProperty("type").GetString()!,
                root.GetProperty("query").GetString()!,
                [.. root.GetProperty("grades").EnumerateArray().Select(grade => (grade.GetProperty("gain").GetInt32(), Predicate.Read(grade.GetProperty("where"))))],
                root.TryGetProperty("half", out var half) ? half.GetString() : null);
        }),
    ];

    /// <summary>Reference → gain of the best clause that holds; what no clause knows is not in it.</summary>
    public Dictionary<string, int> Judge(IEnumerable<JudgedListing> listings)
    {
        Dictionary<string, int> gains = new(StringComparer.Ordinal);
        foreach (var listing in listings)
        {
            foreach (var (gain, where) in Grades)
            {
                if (gain > gains.GetValueOrDefault(listing.Ref) && where.Holds(listing))
                {
                    gains[listing.Ref] = gain;
                }
            }
        }

        return gains;
    }
}
