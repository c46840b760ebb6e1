namespace Tamma.Providers;

/// <summary>What the bounds of one connection may be; durations in seconds. Configuration and API hold to the same.</summary>
public static class ConnectionBounds
{
    public static (double Least, double Most) Interval => (1, 30 * 24 * 3600);

    public static (double Least, double Most) RequestTimeout => (1, 600);

    public static (double Least, double Most) RunTimeout => (1, 3600);

    public static (double Least, double Most) Attempts => (1, 10);

    public static (double Least, double Most) BaseDelay => (0.001, 300);

    public static (double Least, double Most) MaxDelay => (0.001, 600);

    public static (double Least, double Most) RequestsPerSecond => (0.001, 10_000);

    public static (double Least, double Most) Burst => (1, 10_000);

    public static (double Least, double Most) Concurrency => (1, 256);

    /// <summary>The rule for ids: lower case, digits and dashes, not longer than a host's name.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(id[0]) && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
