namespace Tamma.Benchmarks.Statistics;

/// <summary>How many of n independent trials succeed.</summary>
public static class Binomial
{
    /// <summary>P(X ≤ k), by the incomplete beta function: I(1 - p; n - k, k + 1) (DLMF 8.17.5).</summary>
    /// <param name="k">Successes.</param>
    /// <param name="n">Trials.</param>
    /// <param name="p">Chance of one.</param>
    public static double AtMost(int k, int n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : p <= 0 ? 1 : p >= 1 ? 0 : Beta.Regularized(1 - p, n - k, k + 1);

    /// <summary>The smallest k with P(X ≤ k) ≥ probability.</summary>
    public static int Quantile(double probability, int n, double p)
    {
        var (low, high) = (0, n);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = AtMost(middle, n, p) >= probability ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
