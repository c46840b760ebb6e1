using System.Globalization;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// What decides when something is killed: five in every run, fifty in <c>./build.sh soak</c>. A seed that failed stands in the name of its test;
/// <c>TAMMA_SEEDS=17,42</c> runs those and no others.
/// </summary>
internal static class Seeds
{
    public static bool IsSoak => Environment.GetEnvironmentVariable("TAMMA_SOAK") == "1";

    public static TheoryData<int> All => Environment.GetEnvironmentVariable("TAMMA_SEEDS") is { Length: > 0 } named
        ? [.. named.Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))]
        : [.. Enumerable.Range(1, IsSoak ? 50 : 5)];
}
