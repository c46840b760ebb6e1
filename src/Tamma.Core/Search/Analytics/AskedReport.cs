using System.Collections.Immutable;

namespace Tamma.Search.Analytics;

/// <summary>What was asked in some days, as its operator is told.</summary>
/// <param name="All">The sum of all, rare forms among them.</param>
/// <param name="Forms">Forms that were asked often enough, in the order asked for, up to a limit.</param>
/// <param name="Shown">How many forms were asked often enough.</param>
/// <param name="Rare">How many were not.</param>
/// <param name="RareCounts">The sum of these.</param>
/// <param name="Dropped">Questions that were not counted, because too many came at once.</param>
public sealed record AskedReport(
    AskedCounts All, ImmutableArray<(AskedForm Form, AskedCounts Counts)> Forms, int Shown, int Rare, AskedCounts RareCounts, long Dropped)
{
    public static AskedReport From(AskedSums sums, int minCount, AskedOrder order, int limit)
    {
        var (all, rare, rareForms) = (new AskedCounts(), new AskedCounts(), 0);
        List<(AskedForm Form, AskedCounts Counts)> shown = [];
        foreach (var (form, counts) in sums.Forms)
        {
            all.Add(counts.Nameless());
            if (form.IsSum || counts.Asked >= minCount)
            {
                shown.Add((form, counts));
            }
            else
            {
                rareForms++;
                rare.Add(counts.Nameless());
            }
        }

        var sorted = shown.Where(one => order is not AskedOrder.Zero || one.Counts.Empty > 0)
            .OrderByDescending(one => order switch
            {
                AskedOrder.Zero => one.Counts.Empty,
                AskedOrder.Latency => Buckets.Quantile(one.Counts.Latency, 0.99)?.Ticks ?? 0,
                _ => one.Counts.Asked,
            })
            .ThenByDescending(one => one.Counts.Asked)
            .ThenBy(one => one.Form.ToString(), StringComparer.Ordinal);
        return new(all, [.. sorted.Take(limit)], shown.Count, rareForms, rare, sums.Dropped);
    }
}

/// <summary>What comes first.</summary>
public enum AskedOrder
{
    /// <summary>What was asked most.</summary>
    Count,

    /// <summary>What most often found nobody; what always found somebody is left out.</summary>
    Zero,

    /// <summary>What was slowest at the 99th of a hundred.</summary>
    Latency,
}
