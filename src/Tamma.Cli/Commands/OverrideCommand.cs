using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>The operator's own word on a field, above all sources.</summary>
internal static class OverrideCommand
{
    private const string Example = "019ab3f2-7c1d-7e60-b0a4-6f1c8a3c9d21";

    public static Command Create()
    {
        var verb = new Verb("override", "Say what a value is, above all sources; list and end what was said.", "tamma override", "tamma override set openai/gpt-5 cost.input 1.10 --reason 'our contract' --expires 30d");
        verb.Add(CreateSet());
        verb.Add(CreateList());
        verb.Add(CreateEnd());
        verb.Add(CreateRollback());
        verb.Add(CreateUndo());
        verb.Runs((session, cancellationToken) => ListAsync(session, null, "active", cancellationToken));
        return verb;
    }

    private static Verb CreateSet()
    {
        var key = Key();
        var field = new Argument<string>("field") { Description = "A dotted field, for example cost.input or limit.context, or attributes.NAME." };
        var value = new Argument<string>("value") { Description = "What it is: 1.10, 200k, true, text,image or JSON." };
        var (reason, expires) = (Reason(), Expires());
        var verb = new Verb("set", "Say what a field of a model is.", "tamma override set openai/gpt-5 limit.context 200k --reason 'as we measured'") { key, field, value, reason, expires };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var made = await session.Client.SetOverrideAsync(
                new()
                {
                    Key = parsed.GetRequiredValue(key),
                    Field = parsed.GetRequiredValue(field),
                    Value = Spelt.Read(parsed.GetRequiredValue(value)),
                    Reason = parsed.GetValue(reason),
                    ExpiresAt = ReadExpiry(session, expires),
                },
                cancellationToken);
            Print(session, new() { Data = [made] });
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Verb CreateList()
    {
        var key = new Argument<string?>("key") { Description = "Of this model alone.", Arity = ArgumentArity.ZeroOrOne };
        var state = new Option<string>("--state") { Description = "active, ended or all.", DefaultValueFactory = _ => "active" };
        var verb = new Verb("list", "List overrides, newest first.", "tamma override list --state all") { key, state };
        verb.Runs((session, cancellationToken) => ListAsync(session, session.Parsed.GetValue(key), session.Parsed.GetRequiredValue(state), cancellationToken));
        return verb;
    }

    private static Verb CreateEnd()
    {
        var id = new Argument<Guid>("id") { Description = "The override's id, as tamma override prints it." };
        var reason = Reason();
        var verb = new Verb("end", "Take an override back: the sources are heard again.", $"tamma override end {Example}") { id, reason };
        verb.Runs(async (session, cancellationToken) =>
        {
            Print(session, new() { Data = [await session.Client.EndOverrideAsync(session.Parsed.GetRequiredValue(id), session.Parsed.GetValue(reason), cancellationToken)] });
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Verb CreateRollback()
    {
        var key = Key();
        var version = new Argument<int>("version") { Description = "The version's number, as tamma show --versions prints it." };
        var (reason, expires) = (Reason(), Expires());
        var verb = new Verb("rollback", "Make a model say what it said at a version; tamma override undo takes it back.", "tamma override rollback openai/gpt-5 3 --reason 'their list is broken'") { key, version, reason, expires };
        verb.Runs(async (session, cancellationToken) =>
        {
            var done = await session.Client.RollBackAsync(
                new()
                {
                    Key = session.Parsed.GetRequiredValue(key),
                    Version = session.Parsed.GetRequiredValue(version),
                    Reason = session.Parsed.GetValue(reason),
                    ExpiresAt = ReadExpiry(session, expires),
                },
                cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(done, TammaJson.Default.RollbackResponse);
                return ExitCodes.Succeeded;
            }

            Print(session, new() { Data = done.Overrides });
            foreach (var left in done.Left)
            {
                session.Output.Note($"{left.Field} {left.Why}.");
            }

            session.Output.Note($"To undo all of it: tamma override undo {done.Batch}");
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Verb CreateUndo()
    {
        var batch = new Argument<Guid>("batch") { Description = "The batch, as tamma override rollback and tamma operator import print it." };
        var reason = Reason();
        var verb = new Verb("undo", "Take back all that was said at once, a rollback or an import.", $"tamma override undo {Example}") { batch, reason };
        verb.Runs(async (session, cancellationToken) =>
        {
            Print(session, await session.Client.EndOverridesAsync(session.Parsed.GetRequiredValue(batch), session.Parsed.GetValue(reason), cancellationToken));
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    internal static Argument<string> Key() => new("key") { Description = "provider/model, as tamma models prints it." };

    internal static Option<string?> Reason() => new("--reason") { Description = "Why; kept.", HelpName = "text" };

    private static Option<string?> Expires() => new("--expires") { Description = "When it ends by itself: 30d, 12h, 2w or a date.", HelpName = "when" };

    private static DateTimeOffset? ReadExpiry(Session session, Option<string?> option) =>
        session.Parsed.GetValue(option) is { } text ? Until.Read(text, session.Time) : null;

    private static async Task<int> ListAsync(Session session, string? key, string state, CancellationToken cancellationToken)
    {
        var list = await session.Client.ListOverridesAsync(key, state, cancellationToken: cancellationToken);
        if (list.Data is [] && session.Output is { IsTerminal: true, Json: false } output)
        {
            output.Line(state is "active" ? "Nothing is overridden." : "No such overrides.");
            return ExitCodes.Succeeded;
        }

        Print(session, list);
        return ExitCodes.Succeeded;
    }

    private static void Print(Session session, ListResponse<OverrideResponse> list)
    {
        if (session.Output.Json)
        {
            session.Output.Document(list, TammaJson.Default.OverrideList);
            return;
        }

        var sheet = new Sheet("Override", "Model", "Field", "Value", "State", "Sources say", "Author", "Since", "Until", "Reason");
        foreach (var entry in list.Data)
        {
            sheet.Add(
                $"{entry.Id}",
                entry.Key,
                entry.Field,
                Figures.Value(entry.Field, entry.Value),
                entry.State,
                entry.MovedAt is null ? Figures.Value(entry.Field, entry.Upstream) : $"{Figures.Value(entry.Field, entry.Upstream)} → {Figures.Value(entry.Field, entry.MovedTo)}",
                entry.Author,
                Figures.Time(entry.CreatedAt),
                (entry.EndedAt ?? entry.ExpiresAt) is { } end ? Figures.Time(end) : "",
                entry.EndReason ?? entry.Reason ?? "");
        }

        session.Output.Print(sheet);
    }
}
