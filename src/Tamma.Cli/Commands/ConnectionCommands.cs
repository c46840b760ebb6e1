using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Connections: added, tested, switched and removed.</summary>
internal static class ConnectionCommands
{
    public static Verb CreateAdd()
    {
        var id = new Argument<string>("id") { Description = "The connection's id; a known one, such as openai, needs no type and no URL." };
        var type = new Option<string?>("--type") { Description = "Which adapter reads it, for example openai_compatible.", HelpName = "type" };
        var url = new Option<string?>("--url") { Description = "Base URL of the provider; where Tamma's own server is, says TAMMA_URL.", HelpName = "url" };
        var keyEnvironment = new Option<string?>("--key-env") { Description = "Variable of the server that holds the key.", HelpName = "name" };
        var keyFile = new Option<string?>("--key-file") { Description = "File on the server's machine that holds the key.", HelpName = "path" };
        var provider = new Option<string?>("--provider") { Description = "Under which provider id its models stand. Default: the id.", HelpName = "id" };
        var header = new Option<string[]>("--header") { Description = "NAME=VALUE, sent with each request; no key. May be repeated.", HelpName = "name=value" };
        var include = new Option<string[]>("--include") { Description = "Pattern of native ids to keep. May be repeated.", HelpName = "pattern" };
        var exclude = new Option<string[]>("--exclude") { Description = "Pattern of native ids to leave out. May be repeated.", HelpName = "pattern" };
        var interval = new Option<string?>("--interval") { Description = "Between the start of one run and the next: 30s, 5m, 2h, 1d.", HelpName = "duration" };
        var setting = new Option<string[]>("--setting") { Description = "NAME=VALUE, a setting of its type. May be repeated.", HelpName = "name=value" };
        var verb = new Verb(
            "add",
            "Add a connection. The server keeps it and reads it at once.",
            "tamma providers add workshop --type openai_compatible --url http://10.0.0.7:8000/v1 --key-env WORKSHOP_KEY",
            "tamma providers add openai --key-file /run/secrets/openai")
        {
            id, type, url, keyEnvironment, keyFile, provider, header, include, exclude, interval, setting,
        };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var added = await session.Client.AddConnectionAsync(
                new()
                {
                    Id = parsed.GetRequiredValue(id),
                    Type = parsed.GetValue(type),
                    Url = parsed.GetValue(url),
                    Credential = Credential(parsed.GetValue(keyEnvironment), parsed.GetValue(keyFile)),
                    Provider = parsed.GetValue(provider),
                    Headers = Pairs("--header", parsed.GetValue(header)),
                    Include = Words(parsed.GetValue(include)),
                    Exclude = Words(parsed.GetValue(exclude)),
                    IntervalSeconds = Durations.Seconds(parsed.GetValue(interval)),
                    Settings = Pairs("--setting", parsed.GetValue(setting)),
                },
                cancellationToken);
            return Print(session.Output, added, $"{added.Id} is added and being read. See how it goes: tamma providers test {added.Id}");
        });
        return verb;
    }

    public static Verb CreateTest()
    {
        var id = new Argument<string?>("id") { Description = "The connection's id. Default: all that are switched on.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("test", "Test connections step by step, and say exactly what is wrong.", "tamma providers test openai") { id };
        verb.Runs(async (session, cancellationToken) =>
        {
            var ids = session.Parsed.GetValue(id) is { } one
                ? [one]
                : (await session.Client.ListConnectionsAsync(cancellationToken)).Data.Where(connection => connection.Enabled && connection.Origin is not null).Select(connection => connection.Id);
            var failed = false;
            foreach (var connection in ids)
            {
                var check = await session.Client.TestConnectionAsync(connection, cancellationToken);
                failed |= !check.Ok;
                Print(session.Output, check);
            }

            return failed ? ExitCodes.Failed : ExitCodes.Succeeded;
        });
        return verb;
    }

    public static Verb CreateSwitch(string name, string description, string done, Func<TammaClient, string, CancellationToken, Task<ConnectionResponse>> change)
    {
        var id = Id();
        var verb = new Verb(name, description, $"tamma providers {name} openai") { id };
        verb.Runs(async (session, cancellationToken) =>
        {
            var connection = await change(session.Client, session.Parsed.GetRequiredValue(id), cancellationToken);
            return Print(session.Output, connection, $"{connection.Id} {done}");
        });
        return verb;
    }

    public static Verb CreateRemove()
    {
        var id = Id();
        var verb = new Verb("remove", "Remove a connection that was added or found, and all that it said.", "tamma providers remove workshop") { id };
        verb.Runs(async (session, cancellationToken) =>
        {
            var removed = await session.Client.RemoveConnectionAsync(session.Parsed.GetRequiredValue(id), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(removed, TammaJson.Default.ConnectionRemovalResponse);
            }
            else
            {
                session.Output.Line(Output.Printable($"{removed.Id} is removed, {Figures.Models(removed.Withdrawn)} with it."));
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Argument<string> Id() => new("id") { Description = "The connection's id." };

    private static int Print(Output output, ConnectionResponse connection, string sentence)
    {
        if (output.Json)
        {
            output.Document(connection, TammaJson.Default.ConnectionResponse);
        }
        else
        {
            output.Line(Output.Printable(sentence));
        }

        return ExitCodes.Succeeded;
    }

    private static void Print(Output output, ConnectionCheckResponse check)
    {
        if (output.Json)
        {
            output.JsonLine(check, TammaJson.Default.ConnectionCheckResponse);
            return;
        }

        output.Line(Output.Printable(check.Sentence));
        if (!check.Ok || output.IsTerminal)
        {
            foreach (var step in check.Steps.Where(step => step.Outcome is not "skipped"))
            {
                output.Line(Output.Printable($"  {step.Outcome,-7} {step.Name,-11} {step.Detail}"));
            }
        }

        output.Flush();
    }

    private static string? Credential(string? variable, string? file) => (variable, file) switch
    {
        (not null, not null) => throw new RefusedException("--key-env and --key-file exclude each other: a connection has one key."),
        ({ } name, _) => "env:" + name,
        (_, { } path) => "file:" + Path.GetFullPath(path),
        _ => null,
    };

    private static Dictionary<string, string>? Pairs(string option, string[]? texts)
    {
        if (Words(texts) is not { } given)
        {
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            // What was written may hold a key, so it is not repeated.
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            pairs[equals > 0 ? text[..equals] : throw new RefusedException($"{option} is written NAME=VALUE.")] = text[(equals + 1)..];
        }

        return pairs;
    }

    private static string[]? Words(string[]? words) => words is null or [] ? null : words;
}
