using System.CommandLine;
using System.Text.Json;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What the operator keeps beside a model's facts: whether it is hidden, tags, notes, attributes.</summary>
internal static class AnnotationCommands
{
    public static Command CreateHide() => CreateSwitch("hide", "Leave a model out of lists; --hidden include shows it.", "tamma hide openai/davinci-002 --reason 'nobody uses it'", hidden: true);

    public static Command CreateUnhide() => CreateSwitch("unhide", "Show a hidden model in lists again.", "tamma unhide openai/davinci-002", hidden: false);

    public static Command CreateTag()
    {
        var key = OverrideCommand.Key();
        var tags = new Argument<string[]>("tags") { Description = "Tags to add; a + before them may be written.", Arity = ArgumentArity.ZeroOrMore };
        var remove = new Option<string[]>("--remove", "-r") { Description = "A tag to take away; may be repeated.", HelpName = "tag" };
        var attributes = new Option<string[]>("--set") { Description = "An attribute of your own; with nothing after the = it is taken back. May be repeated.", HelpName = "name=value" };
        var note = new Option<string?>("--note") { Description = "Words on it; an empty text takes them back.", HelpName = "text" };
        var reason = OverrideCommand.Reason();
        var verb = new Verb("tag", "Tag and describe a model; tamma models --tag finds it.", "tamma tag openai/gpt-5 prod eu -r trial", "tamma tag openai/gpt-5 --set team=search --note 'ask Ada first'")
        {
            key, tags, remove, attributes, note, reason,
        };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            return await AnnotateAsync(
                session,
                new()
                {
                    Key = parsed.GetRequiredValue(key),
                    AddTags = parsed.GetValue(tags) is { Length: > 0 } added ? [.. added.Select(tag => tag.TrimStart('+'))] : null,
                    RemoveTags = parsed.GetValue(remove) is { Length: > 0 } removed ? removed : null,
                    Attributes = parsed.GetValue(attributes) is { Length: > 0 } given ? given.Select(ReadAttribute).ToDictionary(StringComparer.Ordinal) : null,
                    Notes = parsed.GetValue(note),
                    Reason = parsed.GetValue(reason),
                },
                cancellationToken);
        });
        return verb;
    }

    private static Verb CreateSwitch(string name, string description, string example, bool hidden)
    {
        var (key, reason) = (OverrideCommand.Key(), OverrideCommand.Reason());
        var verb = new Verb(name, description, example) { key, reason };
        verb.Runs((session, cancellationToken) =>
            AnnotateAsync(session, new() { Key = session.Parsed.GetRequiredValue(key), Hidden = hidden, Reason = session.Parsed.GetValue(reason) }, cancellationToken));
        return verb;
    }

    /// <exception cref="RefusedException">It has no name.</exception>
    private static KeyValuePair<string, JsonElement?> ReadAttribute(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? new(text[..equals], text[(equals + 1)..] is { Length: > 0 } value ? Spelt.Read(value) : null)
            : throw new RefusedException($"--set takes name=value, for example --set team=search; '{text}' has no name or no =.");

    private static async Task<int> AnnotateAsync(Session session, AnnotationRequest request, CancellationToken cancellationToken)
    {
        var now = await session.Client.AnnotateAsync(request, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(now, TammaJson.Default.AnnotationResponse);
            return ExitCodes.Succeeded;
        }

        var sheet = new Sheet("Model", now.Key);
        sheet.Add("hidden", Figures.Flag(now.Hidden));
        sheet.Add("tags", string.Join(", ", now.Tags));
        sheet.Add("notes", now.Notes ?? "");
        foreach (var (name, value) in now.Attributes)
        {
            sheet.Add($"attributes.{name}", Figures.Value(name, value));
        }

        session.Output.Print(sheet);
        return ExitCodes.Succeeded;
    }
}
