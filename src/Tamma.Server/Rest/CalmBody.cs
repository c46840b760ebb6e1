using System.Collections.Immutable;
using System.Globalization;
using Tamma.Client;
using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Server.Rest;

/// <summary>When a subscription speaks ⇄ the wire.</summary>
internal static class CalmBody
{
    private const string None = "none";
    private const string Week = "week";
    private const string Time = "HH\\:mm";

    /// <returns>What was asked for; where something is wrong, what is.</returns>
    public static (CalmChoice? Calm, ImmutableArray<SubscriptionMistake> Mistakes) Read(SubscriptionCalm? calm)
    {
        if (calm is null)
        {
            return (null, []);
        }

        var mistakes = ImmutableArray.CreateBuilder<SubscriptionMistake>();
        if (calm.Off is true)
        {
            return calm == new SubscriptionCalm { Off = true } ? (CalmChoice.Off, []) : (null, [new("calm.off", "stands alone; leave it out, or all else")]);
        }

        if (calm.SettleSeconds is { } seconds && !(seconds >= 0 && seconds <= CalmSettings.LongestSettle.TotalSeconds))
        {
            mistakes.Add(new("calm.settle_seconds", $"is not between 0 and {CalmSettings.LongestSettle.TotalSeconds:0}"));
            return (null, mistakes.ToImmutable());
        }

        var urgent = calm.Urgent is null ? CalmSettings.Default.Urgent : Words.Find<Severity>(calm.Urgent);
        if (urgent is null && calm.Urgent != None)
        {
            mistakes.Add(new("calm.urgent", $"is none of {string.Join(", ", Words.All<Severity>())}, {None}"));
        }

        var settings = new CalmSettings
        {
            Settle = TimeSpan.FromSeconds(calm.SettleSeconds ?? 0),
            Fold = calm.Fold ?? true,
            Urgent = urgent,
            Quiet = calm.Quiet is { } quiet ? ReadQuiet(quiet, mistakes) : null,
            Digest = calm.Digest is { } digest ? ReadDigest(digest, mistakes) : null,
        };
        return (new(settings), mistakes.ToImmutable());
    }

    public static SubscriptionCalm Write(CalmSettings? calm) => calm is null ? new() { Off = true } : new()
    {
        SettleSeconds = calm.Digest is null ? calm.Settle.TotalSeconds : null,
        Fold = calm.Fold,
        Urgent = calm.Urgent is { } urgent ? Words.Of(urgent) : None,
        Quiet = calm.Quiet is not { } quiet ? null : new() { From = Shown(quiet.From), To = Shown(quiet.To), Zone = quiet.Zone, Days = quiet.Days.IsEmpty ? null : [.. quiet.Days.Select(day => Words.Of(day))] },
        Digest = calm.Digest is not { } digest ? null : new() { Every = digest.On is null ? "day" : Week, At = Shown(digest.At), On = digest.On is { } on ? Words.Of(on) : null, Zone = digest.Zone },
    };

    private static QuietHours ReadQuiet(SubscriptionQuiet quiet, ImmutableArray<SubscriptionMistake>.Builder mistakes) => new(
        ReadTime(quiet.From, "calm.quiet.from", "22:00", mistakes),
        ReadTime(quiet.To, "calm.quiet.to", "07:00", mistakes),
        ReadZone(quiet.Zone, "calm.quiet.zone", mistakes),
        [.. (quiet.Days ?? []).Select(day => ReadDay(day, "calm.quiet.days", mistakes)).Distinct()]);

    private static DigestTimes ReadDigest(SubscriptionDigest digest, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (digest.Every is not ("day" or Week))
        {
            mistakes.Add(new("calm.digest.every", "is none of day, week"));
        }
        else if (digest is { Every: "day", On: not null })
        {
            mistakes.Add(new("calm.digest.on", "belongs to a digest of every week"));
        }

        return new(
            digest.Every is Week ? ReadDay(digest.On ?? Words.Of(DayOfWeek.Monday), "calm.digest.on", mistakes) : null,
            ReadTime(digest.At, "calm.digest.at", "08:00", mistakes),
            ReadZone(digest.Zone, "calm.digest.zone", mistakes));
    }

    private static TimeOnly ReadTime(string? text, string member, string example, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (!TimeOnly.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            mistakes.Add(new(member, $"is no time of day; write it as {example}"));
        }

        return time;
    }

    private static string ReadZone(string? text, string member, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            mistakes.Add(new(member, "is missing; write one such as Europe/Zurich, America/New_York or UTC"));
            return "UTC";
        }

        return text;
    }

    private static DayOfWeek ReadDay(string text, string member, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (Words.Find<DayOfWeek>(text) is { } day)
        {
            return day;
        }

        mistakes.Add(new(member, $"is none of {string.Join(", ", Words.All<DayOfWeek>())}"));
        return default;
    }

    private static string Shown(TimeOnly time) => time.ToString(Time, CultureInfo.InvariantCulture);
}
