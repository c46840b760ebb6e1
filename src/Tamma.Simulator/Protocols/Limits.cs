using System.Globalization;

namespace Tamma.Simulator.Protocols;

/// <summary>What is left of an allowance. It shrinks with each request and starts again when it is used up.</summary>
internal static class Limits
{
    public const long Requests = 4000;
    public const long Tokens = 2_000_000;

    /// <summary>The requests that are left after this one.</summary>
    public static long Left(Ask ask, long limit, long each = 1) => limit - (ask.Number * each % limit);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
