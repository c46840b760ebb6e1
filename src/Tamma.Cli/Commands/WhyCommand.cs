using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Says why a value is believed: in three lines for one field, or the fields of a model that sources differ on.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var key = new Argument<string>("key") { Description = "provider/model, as tamma models prints it." };
        var field = new Argument<string?>("field") { Description = "A dotted field, for example cost.input.", Arity = ArgumentArity.ZeroOrOne };
        var asOf = new Option<string?>("--as-of") { Description = "What was said then, for one field: a time, a day, monday, 2d, or a position.", HelpName = "when" };
        var verb = new Verb(
            "why",
            "Say why a value is believed: who says so, who agrees, and who does not.",
            "tamma why anthropic/claude-opus-4-8 cost.input",
            "tamma why openai/gpt-5") { key, field, asOf };
        verb.Runs(async (session, cancellationToken) =>
        {
            var model = session.Parsed.GetRequiredValue(key);
            var when = session.Parsed.GetValue(asOf) is { } text ? Since.Read(text, session.Time).ToAsOf() : null;
            await (session.Parsed.GetValue(field) is { } path ? ExplainAsync(session, model, path, when, cancellationToken)
                : when is null ? ListAsync(session, model, cancellationToken)
                : throw new RefusedException("--as-of explains one field. Name it: tamma why KEY FIELD --as-of WHEN."));
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static async Task ExplainAsync(Session session, string key, string field, string? asOf, CancellationToken cancellationToken)
    {
        var facts = await session.Client.GetFactsAsync(key, asOf, cancellationToken);
        if (facts.Facts.FirstOrDefault(fact => fact.Field == field) is { } stated)
        {
            if (session.Output.Json)
            {
                session.Output.Document(stated, TammaJson.Default.FactResponse);
            }
            else
            {
                Print(session, WhySentences.Of(facts.Key, stated, session.Time.GetUtcNow()));
            }

            return;
        }

        var policy = await session.Client.GetPolicyAsync(cancellationToken);
        if (!field.StartsWith("extra.", StringComparison.Ordinal) && !policy.Groups.Any(group => group.Fields.Contains(field, StringComparer.Ordinal)))
        {
            throw new RefusedException($"'{field}' is no field. tamma show {key} --facts names those that are known of it, for example cost.input or limit.context.");
        }

        if (session.Output.Json)
        {
            session.Output.Document(new() { Key = facts.Key, Position = facts.Position, Facts = [], Claims = facts.Claims }, TammaJson.Default.FactsResponse);
        }
        else
        {
            Print(session, WhySentences.OfUnknown(facts, field));
        }
    }

    private static void Print(Session session, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            session.Output.Line(Output.Printable(line));
        }
    }

    private static async Task ListAsync(Session session, string key, CancellationToken cancellationToken)
    {
        var conflicts = await session.Client.GetConflictsAsync(key, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(conflicts, TammaJson.Default.ConflictListResponse);
            return;
        }

        if (conflicts.Data is [])
        {
            session.Output.Line(Output.Printable($"Nobody says otherwise of {key}."));
            return;
        }

        session.Output.Print(ConflictSheet.Of(conflicts.Data, withKeys: false));
    }
}
