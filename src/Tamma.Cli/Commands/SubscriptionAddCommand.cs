using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Subscriptions: added, changed, signed with another secret.</summary>
internal static class SubscriptionAddCommand
{
    public static Verb CreateAdd()
    {
        var url = new Argument<string>("target") { Description = "Address to which messages go, http or https." };
        var options = new Options();
        var secret = Secret();
        var verb = new Verb(
            "add",
            "Be told by webhook of what happens from now on. A signing secret is made, and shown once.",
            "tamma subscriptions add https://hooks.example.com/models --name prices --filter 'changed(cost.input) and provider in (openai, anthropic)'",
            "tamma subscriptions add https://hooks.slack.com/services/T0/B0/XXXX --format slack --digest 'day 08:00 Europe/Zurich' --urgent warning",
            "tamma subscriptions add https://hooks.example.com/all --calm 10m --quiet '22:00-07:00 Europe/Zurich' --batch 50")
        {
            url, secret,
        };
        options.AddTo(verb);
        verb.Runs(async (session, cancellationToken) =>
        {
            var added = await session.Client.AddSubscriptionAsync(options.Read(session.Parsed, session.Parsed.GetRequiredValue(url), session.Parsed.GetValue(secret), known: null), cancellationToken);
            return SubscriptionsCommand.Print(session.Output, added, $"{added.Name} is added. Test it: tamma subscriptions test {added.Id}");
        });
        return verb;
    }

    public static Verb CreateChange()
    {
        var which = SubscriptionsCommand.Which();
        var url = new Option<string?>("--target") { Description = "Another address.", HelpName = "url" };
        var options = new Options();
        var verb = new Verb("change", "Change what is named; the rest stays.", "tamma subscriptions change prices --filter 'changed(cost)' --ordered", "tamma subscriptions change prices --calm off") { which, url };
        options.AddTo(verb);
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await SubscriptionsCommand.FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            var changed = await session.Client.ChangeSubscriptionAsync(one.Id, options.Read(session.Parsed, session.Parsed.GetValue(url), secret: null, one.Calm), cancellationToken);
            return SubscriptionsCommand.Print(session.Output, changed, $"{changed.Name} is changed.");
        });
        return verb;
    }

    public static Verb CreateRotate()
    {
        var which = SubscriptionsCommand.Which();
        var secret = Secret();
        var overlap = new Option<string?>("--overlap") { Description = "How long the secret before signs too: 0s, 2h, 1d. Default: as configured, 1d.", HelpName = "duration" };
        var verb = new Verb("rotate", "Sign with another secret, and with the one before for a while too.", "tamma subscriptions rotate prices --overlap 2h") { which, secret, overlap };
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await SubscriptionsCommand.FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            var rotated = await session.Client.RotateSubscriptionSecretAsync(
                one.Id, new() { Secret = session.Parsed.GetValue(secret), OverlapSeconds = Durations.Seconds(session.Parsed.GetValue(overlap)) }, cancellationToken);
            return SubscriptionsCommand.Print(session.Output, rotated, $"{one.Name} signs with another secret now.");
        });
        return verb;
    }

    private static Option<string?> Secret() => new("--secret") { Description = "Where the signing secret is, on the server's machine: env:NAME or file:PATH.", HelpName = "reference" };

    /// <summary>What a new one and a changed one take alike.</summary>
    private sealed class Options
    {
        private readonly Option<string?> _name = new("--name") { Description = "For people. Default: the target's host.", HelpName = "text" };
        private readonly Option<string?> _filter = new("--filter") { Description = "Which events; docs/filters.md has the language.", HelpName = "filter" };
        private readonly Option<string?> _format = new("--format") { Description = "cloud_events or slack.", HelpName = "format" };
        private readonly Option<bool?> _ordered = new("--ordered") { Description = "Each message waits for the one before." };
        private readonly Option<string[]> _header = new("--header") { Description = "NAME=VALUE, sent with each message, kept sealed. May be repeated.", HelpName = "name=value" };
        private readonly Option<int?> _batch = new("--batch") { Description = "So many events in a message at most.", HelpName = "count" };
        private readonly CalmOptions _calm = new();
        private readonly Option<string?> _wait = new("--wait") { Description = "No event waits longer for others: 30s, 10m, 1d.", HelpName = "duration" };

        public void AddTo(Verb verb)
        {
            foreach (var option in new Option[] { _name, _filter, _format, _ordered, _header, _batch, _wait }.Concat(_calm.All))
            {
                verb.Add(option);
            }
        }

        public SubscriptionRequest Read(ParseResult parsed, string? url, string? secret, SubscriptionCalm? known)
        {
            var (batch, wait) = (parsed.GetValue(_batch), Durations.Seconds(parsed.GetValue(_wait)));
            return new()
            {
                Name = parsed.GetValue(_name),
                Filter = parsed.GetValue(_filter),
                Target = new()
                {
                    Url = url,
                    Format = parsed.GetValue(_format),
                    Ordered = parsed.GetValue(_ordered),
                    Headers = Headers(parsed.GetValue(_header)),
                    Secret = secret,
                },
                Calm = _calm.Read(parsed, known),
                Batch = batch is null && wait is null ? null : new() { MaxEvents = batch, MaxSeconds = wait },
            };
        }

        private static Dictionary<string, string>? Headers(string[]? texts)
        {
            if (texts is null or [])
            {
                return null;
            }

            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var text in texts)
            {
                // What was written may hold a key, so it is not repeated.
                var equals = text.IndexOf('=', StringComparison.Ordinal);
                headers[equals > 0 ? text[..equals] : throw new RefusedException("--header is written NAME=VALUE.")] = text[(equals + 1)..];
            }

            return headers;
        }
    }
}
