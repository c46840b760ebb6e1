using System.CommandLine;
using System.Text.Json;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What the operator himself has put into a server, out and in again.</summary>
internal static class OperatorCommand
{
    public static Command Create() => new Verb("operator", "Carry overrides, annotations and added connections from one server to another.", "tamma operator export > operator.json")
    {
        CreateExport(),
        CreateImport(),
    };

    private static Verb CreateExport()
    {
        var verb = new Verb("export", "Print it as JSON. It holds no secret.", "tamma operator export > operator.json");
        verb.Runs(async (session, cancellationToken) =>
        {
            session.Output.Document(await session.Client.GetOperatorDataAsync(cancellationToken), TammaJson.Default.OperatorDataDocument);
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Verb CreateImport()
    {
        var file = new Argument<string>("file") { Description = "What tamma operator export printed." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Keep nothing, and say what would change." };
        var verb = new Verb("import", "Bring it in. The same twice changes nothing the second time.", "tamma operator import operator.json --dry-run") { file, dryRun };
        verb.Runs(async (session, cancellationToken) =>
        {
            var done = await session.Client.ImportOperatorDataAsync(await ReadAsync(session.Parsed.GetRequiredValue(file), cancellationToken), session.Parsed.GetValue(dryRun), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(done, TammaJson.Default.OperatorImportResponse);
            }
            else
            {
                var sheet = new Sheet("Outcome", "Kind", "Name", "Detail");
                foreach (var item in done.Items)
                {
                    sheet.Add(item.Outcome, item.Kind, item.Name, item.Detail ?? "");
                }

                session.Output.Print(sheet);
                session.Output.Note($"{done.Added} {(done.DryRun ? "would be added" : "added")}, {done.Changed} changed, {done.Unchanged} unchanged, {done.Refused} refused.{(done.Batch is { } batch ? $" To undo: tamma override undo {batch}" : "")}");
            }

            return done.Refused > 0 ? ExitCodes.Failed : ExitCodes.Succeeded;
        });
        return verb;
    }

    /// <exception cref="RefusedException">There is no such file, or it is none of ours.</exception>
    private static async Task<OperatorDataDocument> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync(stream, TammaJson.Default.OperatorDataDocument, cancellationToken) ?? throw new RefusedException($"'{path}' is empty.");
        }
        catch (JsonException)
        {
            throw new RefusedException($"'{path}' is not what tamma operator export prints.");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{path}' cannot be read: {ex.Message}");
        }
    }
}
