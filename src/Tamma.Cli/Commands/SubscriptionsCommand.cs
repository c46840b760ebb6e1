using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Who is told of what: listed, shown, stopped and removed. What is added is in <see cref="SubscriptionAddCommand"/>.</summary>
internal static class SubscriptionsCommand
{
    public static Command Create()
    {
        var verb = new Verb("subscriptions", "List who is told of what by webhook, and manage them.", "tamma subscriptions", "tamma subscriptions add https://hooks.example.com/models --filter 'changed(cost.input)'");
        var list = new Verb("list", "List subscriptions and how they fare.", "tamma subscriptions list --json");
        list.Runs(ListAsync);
        verb.Add(list);
        verb.Add(SubscriptionAddCommand.CreateAdd());
        verb.Add(SubscriptionAddCommand.CreateChange());
        verb.Add(CreateShow());
        verb.Add(CreatePause());
        verb.Add(CreateResume());
        verb.Add(DeliveryCommands.CreateTest());
        verb.Add(SubscriptionAddCommand.CreateRotate());
        verb.Add(DeliveryCommands.CreateDeliveries());
        verb.Add(DeliveryCommands.CreateReplay());
        verb.Add(CreateRemove());
        verb.Add(DeliveryCommands.CreateStatus());
        verb.Runs(ListAsync);
        return verb;
    }

    public static Argument<string> Which() => new("subscription") { Description = "Its name or id." };

    /// <summary>The subscription of that name or id; a name that two have is none.</summary>
    public static async Task<SubscriptionResponse> FindAsync(Session session, string text, CancellationToken cancellationToken)
    {
        var all = (await session.Client.ListSubscriptionsAsync(cancellationToken)).Data;
        var found = all.Where(one => one.Name == text || (Guid.TryParse(text, out var id) && one.Id == id)).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new RefusedException($"There is no subscription '{text}'. See tamma subscriptions.", ExitCodes.NotFound),
            _ => throw new RefusedException($"{found.Count} subscriptions are called '{text}'. Name one by its id: {string.Join(", ", found.Select(one => one.Id))}."),
        };
    }

    public static int Print(Output output, SubscriptionResponse subscription, string sentence)
    {
        if (output.Json)
        {
            output.Document(subscription, TammaJson.Default.SubscriptionResponse);
            return ExitCodes.Succeeded;
        }

        output.Line(Output.Printable(sentence));
        if (subscription.Secret is { } secret)
        {
            output.Line($"Signing secret, shown here and never again: {secret}");
        }

        return ExitCodes.Succeeded;
    }

    private static async Task<int> ListAsync(Session session, CancellationToken cancellationToken)
    {
        var list = await session.Client.ListSubscriptionsAsync(cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(list, TammaJson.Default.SubscriptionList);
            return ExitCodes.Succeeded;
        }

        var sheet = new Sheet("Subscription", "State", ">Queued", ">Delivered", ">Dead", "Target", "Filter", "Id");
        foreach (var one in list.Data)
        {
            sheet.Add(one.Name, one.State, Figures.Count(one.Deliveries.Queued), Figures.Count(one.Deliveries.Delivered), Figures.Count(one.Deliveries.Dead), one.Target.Url, one.Filter, one.Id.ToString());
        }

        session.Output.Print(sheet);
        return ExitCodes.Succeeded;
    }

    private static Verb CreateShow()
    {
        var which = Which();
        var verb = new Verb("show", "Show one subscription.", "tamma subscriptions show prices") { which };
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(one, TammaJson.Default.SubscriptionResponse);
                return ExitCodes.Succeeded;
            }

            var sheet = new Sheet("What", "Is");
            sheet.Add("name", one.Name);
            sheet.Add("id", one.Id.ToString());
            sheet.Add("owner", one.Owner);
            sheet.Add("state", one.FailingSince is { } since && one.State is "failing" ? $"failing since {Figures.Time(since)}" : one.State);
            sheet.Add("reason", one.Reason ?? "");
            sheet.Add("filter", one.Filter is "" ? "(what providers cause, and summaries)" : one.Filter);
            sheet.Add("target", one.Target.Url);
            sheet.Add("format", one.Target.Format + (one.Target.Ordered ? ", in order" : ""));
            sheet.Add("headers", string.Join(", ", one.Target.Headers));
            sheet.Add("secrets", string.Join(", ", one.Target.Secrets.Select(secret => (secret.Reference ?? "made here") + (secret.ExpiresAt is { } end ? $" until {Figures.Time(end)}" : ""))));
            sheet.Add("batch", $"{one.Batch.MaxEvents ?? 1} events, {one.Batch.MaxSeconds ?? 0} s");
            sheet.Add("calm", CalmSentence.Of(one.Calm));
            sheet.Add("speaks next", CalmSentence.Next(one));
            sheet.Add("messages", $"{Figures.Count(one.Deliveries.Queued)} queued, {Figures.Count(one.Deliveries.Delivered)} delivered, {Figures.Count(one.Deliveries.Dead)} dead");
            session.Output.Print(sheet);
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Verb CreatePause()
    {
        var which = new Argument<string?>("subscription") { Description = "Its name or id.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All that are active." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept.", HelpName = "text" };
        var verb = new Verb("pause", "Send nothing more; what happens meanwhile is told when it is resumed.", "tamma subscriptions pause prices --reason 'their release'", "tamma subscriptions pause --all") { which, all, reason };
        verb.Runs(async (session, cancellationToken) => OneOrAll(session, which, all) is { } name
            ? Print(session.Output, await session.Client.PauseSubscriptionAsync((await FindAsync(session, name, cancellationToken)).Id, session.Parsed.GetValue(reason), cancellationToken), $"{name} is paused.")
            : Print(session.Output, await session.Client.PauseSubscriptionsAsync(session.Parsed.GetValue(reason), cancellationToken), "paused"));
        return verb;
    }

    private static Verb CreateResume()
    {
        var which = new Argument<string?>("subscription") { Description = "Its name or id.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All that are paused." };
        var verb = new Verb("resume", "Go on where it was stopped, also one that was disabled.", "tamma subscriptions resume prices", "tamma subscriptions resume --all") { which, all };
        verb.Runs(async (session, cancellationToken) => OneOrAll(session, which, all) is { } name
            ? Print(session.Output, await session.Client.ResumeSubscriptionAsync((await FindAsync(session, name, cancellationToken)).Id, cancellationToken), $"{name} goes on.")
            : Print(session.Output, await session.Client.ResumeSubscriptionsAsync(cancellationToken), "resumed"));
        return verb;
    }

    private static Verb CreateRemove()
    {
        var which = Which();
        var verb = new Verb("remove", "Remove a subscription with its queue and dead letters.", "tamma subscriptions remove prices") { which };
        verb.Runs(async (session, cancellationToken) =>
        {
            var one = await FindAsync(session, session.Parsed.GetRequiredValue(which), cancellationToken);
            return Print(session.Output, await session.Client.RemoveSubscriptionAsync(one.Id, cancellationToken), $"{one.Name} is removed.");
        });
        return verb;
    }

    /// <returns>The name of one; null for all.</returns>
    private static string? OneOrAll(Session session, Argument<string?> which, Option<bool> all) =>
        (session.Parsed.GetValue(which), session.Parsed.GetValue(all)) switch
        {
            ({ } name, false) => name,
            (null, true) => null,
            _ => throw new RefusedException("Name one subscription, or say --all."),
        };

    private static int Print(Output output, ListResponse<SubscriptionResponse> changed, string done)
    {
        if (output.Json)
        {
            output.Document(changed, TammaJson.Default.SubscriptionList);
        }
        else
        {
            output.Line(Output.Printable(changed.Data.Count is 0 ? $"None was {done}." : $"{string.Join(", ", changed.Data.Select(one => one.Name))}: {done}."));
        }

        return ExitCodes.Succeeded;
    }
}
