using System.Globalization;
using Tamma.Client;

namespace Tamma.Cli.Terminal;

/// <summary>When a subscription speaks, and when it will speak next, for a person.</summary>
internal static class CalmSentence
{
    private const double Day = 86_400;
    private const double Hour = 3_600;
    private const double Minute = 60;

    public static string Of(SubscriptionCalm calm) => calm.Off is true ? "off: each event as it comes" : string.Join("; ", new[]
    {
        calm.Digest is { } digest ? $"a digest {(digest.Every is "week" ? $"every {digest.On}" : "every day")} at {digest.At} {digest.Zone}"
            : calm.SettleSeconds is > 0 and var seconds ? $"{Duration(seconds)} after the first change"
            : "at once",
        calm.Fold is false ? "each change" : "many alike as one",
        calm.Quiet is { } quiet ? $"not from {quiet.From} to {quiet.To} {quiet.Zone}{(quiet.Days is { Count: > 0 } days ? $" on {string.Join(", ", days)}" : "")}" : null,
        calm.Urgent is "none" ? "nothing is urgent" : $"{calm.Urgent} at once",
    }.Where(part => part is not null));

    public static string Next(SubscriptionResponse one) =>
        one.State is "paused" or "disabled" ? "not before it is resumed"
        : one.Waiting is { } waiting ? $"{(waiting.Until is { } until ? Figures.Time(until) : "soon")}: {Figures.Count(waiting.Events)} {(waiting.Events == 1 ? "event waits" : "events wait")} since {Figures.Time(waiting.Since)}"
        : "when something happens; nothing waits";

    private static string Duration(double seconds) =>
        seconds % Day == 0 ? Many(seconds / Day, "d") : seconds % Hour == 0 ? Many(seconds / Hour, "h") : seconds % Minute == 0 ? Many(seconds / Minute, "min") : Many(seconds, "s");

    private static string Many(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0.###} {unit}");
}
