using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Two versions of a model side by side.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var key = OverrideCommand.Key();
        var from = new Option<string?>("--from") { Description = "A version's number, @POSITION, a time, a day, monday or 2d. Default: the version before.", HelpName = "version" };
        var to = new Option<string?>("--to") { Description = "Likewise. Default: the current version.", HelpName = "version" };
        var verb = new Verb("diff", "Say what changed between two versions of a model, and what that breaks.", "tamma diff openai/gpt-5", "tamma diff openai/gpt-5 --from 3 --to 2026-11-20") { key, from, to };
        verb.Runs(async (session, cancellationToken) =>
        {
            var diff = await session.Client.GetDiffAsync(
                session.Parsed.GetRequiredValue(key), Point(session.Parsed.GetValue(from), session.Time), Point(session.Parsed.GetValue(to), session.Time), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(diff, TammaJson.Default.DiffResponse);
                return ExitCodes.Succeeded;
            }

            var sheet = new Sheet("Effect", "Field", "Before", "After", "Meaning");
            foreach (var change in diff.Changes)
            {
                sheet.Add(change.Effect, change.Field, Figures.Value(change.Field, change.Old), Figures.Value(change.Field, change.New), change.Sentence);
            }

            session.Output.Print(sheet);
            session.Output.Note($"{diff.Key}: version {diff.From.Version} ({Figures.Time(diff.From.Since)}) to {diff.To.Version} ({Figures.Time(diff.To.Since)}), impact {diff.Impact}, {diff.Breaking} breaking.");
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    /// <summary>A number is a version; all else is as elsewhere.</summary>
    private static string? Point(string? text, TimeProvider time) =>
        text is null || text.StartsWith('@') || text.All(char.IsAsciiDigit) ? text : Since.Read(text, time).ToAsOf();
}
