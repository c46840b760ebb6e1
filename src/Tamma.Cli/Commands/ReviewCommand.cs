using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists findings that wait for a person, and decides them.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var verb = new Verb("review", "List and decide what looks wrong and waits.", "tamma review", "tamma review accept 019ab3f2-7c1d-7e60-b0a4-6f1c8a3c9d21");
        verb.Add(CreateList());
        verb.Add(CreateShow());
        verb.Add(CreateDecision(
            "accept", "Let a finding take effect.", "tamma review accept 019ab3f2-7c1d-7e60-b0a4-6f1c8a3c9d21 --reason 'announced on their blog'",
            (client, id, reason, cancellationToken) => client.AcceptReviewAsync(id, reason, cancellationToken)));
        verb.Add(CreateDecision(
            "reject", "Keep what stands.", "tamma review reject 019ab3f2-7c1d-7e60-b0a4-6f1c8a3c9d21 --reason 'their list was broken'",
            (client, id, reason, cancellationToken) => client.RejectReviewAsync(id, reason, cancellationToken)));
        verb.Runs((session, cancellationToken) => ListAsync(session, new("open", null, null, null), cancellationToken));
        return verb;
    }

    private static Verb CreateList()
    {
        var state = new Option<string>("--state") { Description = "open, accepted, rejected, withdrawn, flagged or all.", DefaultValueFactory = _ => "open" };
        var kind = new Option<string?>("--kind") { Description = "Only of this kind: removal, price_jump, mass_edit, flap and their like.", HelpName = "kind" };
        var provider = new Option<string?>("--provider") { Description = "Only about this provider.", HelpName = "id" };
        var source = new Option<string?>("--source") { Description = "Only what this source says.", HelpName = "id" };
        var verb = new Verb("list", "List reviews.", "tamma review list --state all", "tamma review list --state flagged --kind flap --provider openrouter") { state, kind, provider, source };
        verb.Runs((session, cancellationToken) => ListAsync(
            session,
            new(session.Parsed.GetRequiredValue(state), session.Parsed.GetValue(kind), session.Parsed.GetValue(provider), session.Parsed.GetValue(source)),
            cancellationToken));
        return verb;
    }

    private static Verb CreateShow()
    {
        var id = Id();
        var verb = new Verb("show", "Show one review.", "tamma review show 019ab3f2-7c1d-7e60-b0a4-6f1c8a3c9d21") { id };
        verb.Runs(async (session, cancellationToken) =>
        {
            Print(session.Output, await session.Client.GetReviewAsync(session.Parsed.GetRequiredValue(id), cancellationToken));
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Verb CreateDecision(
        string name, string description, string example, Func<TammaClient, Guid, string?, CancellationToken, Task<ReviewResponse>> decide)
    {
        var id = Id();
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the review.", HelpName = "text" };
        var verb = new Verb(name, description, example) { id, reason };
        verb.Runs(async (session, cancellationToken) =>
        {
            Print(session.Output, await decide(session.Client, session.Parsed.GetRequiredValue(id), session.Parsed.GetValue(reason), cancellationToken));
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Argument<Guid> Id() => new("id") { Description = "The review's id, as tamma review prints it." };

    private sealed record Wanted(string State, string? Kind, string? Provider, string? Source);

    private static async Task<int> ListAsync(Session session, Wanted wanted, CancellationToken cancellationToken)
    {
        var list = await session.Client.ListReviewsAsync(wanted.State is "all" ? null : wanted.State, wanted.Kind, wanted.Provider, wanted.Source, cancellationToken: cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(list, TammaJson.Default.ReviewList);
            return ExitCodes.Succeeded;
        }

        var sheet = new Sheet("Review", "Kind", "State", "Opened", ">Seen", "Finding");
        foreach (var review in list.Data)
        {
            sheet.Add($"{review.Id}", review.Kind, review.State, Figures.Time(review.OpenedAt), $"{review.Sightings}x", review.Sentence);
        }

        if (list.Data is [] && session.Output.IsTerminal)
        {
            session.Output.Line(wanted.State is "open" ? "Nothing waits for a decision." : "No such reviews.");
            return ExitCodes.Succeeded;
        }

        session.Output.Print(sheet);
        return ExitCodes.Succeeded;
    }

    private static void Print(Output output, ReviewResponse review)
    {
        if (output.Json)
        {
            output.Document(review, TammaJson.Default.ReviewResponse);
            return;
        }

        var sheet = new Sheet("Review", $"{review.Id}");
        sheet.Add("finding", review.Sentence);
        sheet.Add("state", review.State);
        sheet.Add("kind", review.Kind);
        sheet.Add("source", review.Source);
        sheet.Add("opened", $"{Figures.Time(review.OpenedAt)}, seen {review.Sightings}x, last {Figures.Time(review.LastSeenAt)}");
        if (review is { Field: { } field, Model: not null })
        {
            sheet.Add("value", $"{review.Model} {field}: {Figures.Value(field, review.Old)} stands, {Figures.Value(field, review.Proposed)} waits");
        }

        foreach (var part in review.Model is null ? review.Parts : [])
        {
            var why = string.Join(", ", new[] { part.Kind, part.Returns ? "as it was shortly before" : null }.OfType<string>());
            sheet.Add("part", $"{part.Model} {part.Field}: {Figures.Value(part.Field, part.Old)} → {Figures.Value(part.Field, part.Proposed)}{(why is "" ? "" : $" ({why})")}");
        }

        foreach (var model in review.Models)
        {
            sheet.Add("would go", model);
        }

        if (review.ClosedAt is not null)
        {
            sheet.Add("closed", $"{Figures.Time(review.ClosedAt)}{(review.ClosedBy is { } who ? " by " + who : "")}: {review.Reason ?? "applied at once"}");
        }

        output.Print(sheet);
    }
}
