using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>When a subscription speaks, as it is written on the command line.</summary>
internal sealed class CalmOptions
{
    private const string Off = "off";

    private readonly Option<string?> _calm = new("--calm") { Description = "How long changes settle before they are told: 0s, 10m, 2h; or off, each event as it comes.", HelpName = "duration" };
    private readonly Option<string?> _digest = new("--digest") { Description = "One message with a summary: 'day 08:00 Europe/Zurich', 'monday 08:00 Europe/Zurich', or off.", HelpName = "times" };
    private readonly Option<string?> _quiet = new("--quiet") { Description = "Hours without messages: '22:00-07:00 Europe/Zurich', with days 'friday,saturday' behind, or off.", HelpName = "hours" };
    private readonly Option<string?> _urgent = new("--urgent") { Description = "From this severity on, told at once all the same: info, notice, warning, critical, none.", HelpName = "severity" };
    private readonly Option<bool?> _fold = new("--fold") { Description = "Many changes alike are told as one; false tells each." };

    public IEnumerable<Option> All => [_calm, _digest, _quiet, _urgent, _fold];

    /// <param name="parsed">What was written.</param>
    /// <param name="known">As it is; what is not written stays.</param>
    /// <returns>Null where nothing of it is written.</returns>
    public SubscriptionCalm? Read(ParseResult parsed, SubscriptionCalm? known)
    {
        var (calm, digest, quiet, urgent, fold) = (parsed.GetValue(_calm), parsed.GetValue(_digest), parsed.GetValue(_quiet), parsed.GetValue(_urgent), parsed.GetValue(_fold));
        if ((calm, digest, quiet, urgent, fold) is (null, null, null, null, null))
        {
            return null;
        }

        if (calm is Off)
        {
            return (digest, quiet, urgent, fold) is (null, null, null, null) ? new() { Off = true } : throw new RefusedException("--calm off stands alone.");
        }

        var before = known is null or { Off: true } ? new() : known;
        var written = before with
        {
            SettleSeconds = Durations.Seconds(calm) ?? before.SettleSeconds,
            Fold = fold ?? before.Fold,
            Urgent = urgent ?? before.Urgent,
            Quiet = quiet is null ? before.Quiet : ReadQuiet(quiet),
            Digest = digest is null ? before.Digest : ReadDigest(digest),
        };

        // One takes the place of the other.
        return written with { SettleSeconds = calm is null && written.Digest is not null ? null : written.SettleSeconds, Digest = calm is not null && digest is null ? null : written.Digest };
    }

    private static SubscriptionQuiet? ReadQuiet(string text) => Words(text) switch
    {
        [Off] => null,
        [var hours, var zone, .. var days] when hours.Split('-') is [var from, var to] && days.Length < 2 => new() { From = from, To = to, Zone = zone, Days = days is [var named] ? named.Split(',') : null },
        _ => throw new RefusedException($"'{text}' are no quiet hours; write '22:00-07:00 Europe/Zurich', or '22:00-07:00 Europe/Zurich friday,saturday', or off."),
    };

    private static SubscriptionDigest? ReadDigest(string text) => Words(text) switch
    {
        [Off] => null,
        ["day", var at, var zone] => new() { Every = "day", At = at, Zone = zone },
        ["week", var at, var zone] => new() { Every = "week", At = at, Zone = zone },
        [var day, var at, var zone] => new() { Every = "week", On = day, At = at, Zone = zone },
        _ => throw new RefusedException($"'{text}' are no times of a digest; write 'day 08:00 Europe/Zurich', or 'monday 08:00 Europe/Zurich', or off."),
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
