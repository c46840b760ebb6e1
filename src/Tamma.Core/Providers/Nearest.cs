namespace Tamma.Providers;

/// <summary>Finds the known name that somebody most likely meant.</summary>
public static class Nearest
{
    private const int LongestCompared = 100;

    /// <returns>Null when none is near enough to be worth naming.</returns>
    public static string? To(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestCompared)
        {
            return null;
        }

        var best = known.Select(candidate => (Name: candidate, Distance: Distance(name, candidate))).OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3) ? best.Name : null;
    }

    /// <summary>How many letters must be added, taken away or changed.</summary>
    private static int Distance(string a, string b)
    {
        var before = Enumerable.Range(0, b.Length + 1).ToArray();
        var now = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1], before[j]) + 1, before[j - 1] + change);
            }

            (before, now) = (now, before);
        }

        return before[b.Length];
    }
}
