using System.CommandLine;
using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What became of a subscription's messages; a test; dead letters sent again.</summary>
internal static class DeliveryCommands
{
    public static Verb CreateTest()
    {
        var which = SubscriptionsCommand.Which();
        var verb = new Verb("test", "Send a test message now and say what came of it.", "tamma subscriptions test prices") { which };
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await SubscriptionsCommand.FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            var ping = await session.Client.PingSubscriptionAsync(one.Id, cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(ping, TammaJson.Default.PingResponse);
            }
            else
            {
                var latency = Figures.Duration(TimeSpan.FromMilliseconds(ping.LatencyMs));
                session.Output.Line(Output.Printable($"{one.Name}: {(ping.Ok ? "works" : "failed")}; {ping.Error ?? string.Create(CultureInfo.InvariantCulture, $"answered {ping.Status}")} in {latency}"));
                if (!ping.Ok && ping.Answer is { } answer)
                {
                    session.Output.Line(Output.Printable($"  it said: {answer}"));
                }
            }

            return ping.Ok ? ExitCodes.Succeeded : ExitCodes.Failed;
        });
        return verb;
    }

    public static Verb CreateDeliveries()
    {
        var which = SubscriptionsCommand.Which();
        var delivery = new Argument<long?>("delivery") { Description = "One delivery with each of its tries.", Arity = ArgumentArity.ZeroOrOne };
        var state = new Option<string?>("--state") { Description = "queued, delivered or dead. Default: all.", HelpName = "state" };
        var limit = new Option<int>("--limit") { Description = "How many.", DefaultValueFactory = _ => 50 };
        var verb = new Verb("deliveries", "List a subscription's messages, newest first, or the tries of one.", "tamma subscriptions deliveries prices --state dead", "tamma subscriptions deliveries prices 4711") { which, delivery, state, limit };
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await SubscriptionsCommand.FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            if (session.Parsed.GetValue(delivery) is { } id)
            {
                Print(session.Output, await session.Client.GetDeliveryAsync(one.Id, id, cancellationToken));
            }
            else
            {
                Print(session.Output, await session.Client.ListDeliveriesAsync(one.Id, session.Parsed.GetValue(state), session.Parsed.GetValue(limit), cancellationToken: cancellationToken));
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    public static Verb CreateReplay()
    {
        var which = SubscriptionsCommand.Which();
        var delivery = new Argument<long?>("delivery") { Description = "The dead letter, as tamma subscriptions deliveries prints it. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("replay", "Send dead letters again, one or all, under the ids that they had.", "tamma subscriptions replay prices", "tamma subscriptions replay prices 4711") { which, delivery };
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await SubscriptionsCommand.FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            var done = await session.Client.ReplayAsync(one.Id, session.Parsed.GetValue(delivery), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(done, TammaJson.Default.ReplayResponse);
            }
            else
            {
                session.Output.Line(done.Replayed is 1 ? "1 message is sent again." : $"{Figures.Count(done.Replayed)} messages are sent again.");
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    public static Verb CreateStatus()
    {
        var verb = new Verb("status", "How far behind the log each subscription is.", "tamma subscriptions status");
        verb.Runs(async (session, cancellationToken) =>
        {
            var status = await session.Client.GetNotificationStatusAsync(cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(status, TammaJson.Default.NotificationStatusResponse);
                return ExitCodes.Succeeded;
            }

            var sheet = new Sheet("Subscription", "State", ">Behind", "Since", ">Queued", ">Dead");
            foreach (var reader in status.Readers)
            {
                sheet.Add(
                    reader.Name, reader.State, Figures.Count(reader.LagPositions), Figures.Duration(TimeSpan.FromSeconds(reader.LagSeconds)), Figures.Count(reader.Deliveries.Queued), Figures.Count(reader.Deliveries.Dead));
            }

            session.Output.Print(sheet);
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static void Print(Output output, ListResponse<DeliveryResponse> list)
    {
        if (output.Json)
        {
            output.Document(list, TammaJson.Default.DeliveryList);
            return;
        }

        var sheet = new Sheet(">Delivery", "State", ">Events", ">Tries", ">Status", "Queued", "Next", "Reason");
        foreach (var one in list.Data)
        {
            sheet.Add(
                one.Id.ToString(CultureInfo.InvariantCulture),
                one.State,
                Figures.Count(one.Events),
                Figures.Count(one.Attempts),
                one.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
                Figures.Time(one.CreatedAt),
                one.NextAttemptAt is { } next ? Figures.Time(next) : "",
                one.Reason ?? "");
        }

        output.Print(sheet);
    }

    private static void Print(Output output, DeliveryResponse one)
    {
        if (output.Json)
        {
            output.Document(one, TammaJson.Default.DeliveryResponse);
            return;
        }

        var sheet = new Sheet(">Try", "At", ">Status", ">Took", "Error", "Answer");
        foreach (var attempt in one.Tries ?? [])
        {
            sheet.Add(
                attempt.Number.ToString(CultureInfo.InvariantCulture),
                Figures.Time(attempt.At),
                attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
                Figures.Duration(TimeSpan.FromMilliseconds(attempt.LatencyMs)),
                attempt.Error ?? "",
                attempt.Answer ?? "");
        }

        output.Print(sheet);
    }
}
