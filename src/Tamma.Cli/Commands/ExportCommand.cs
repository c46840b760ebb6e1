using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;

namespace Tamma.Cli.Commands;

/// <summary>Writes the whole catalogue as one document, for <c>tamma check --catalog</c> and whoever else reads it.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Option<string?>("--out") { Description = "Write to this file. Default: standard output.", HelpName = "file" };
        var scope = new Option<string?>("--scope") { Description = "mine: what a connection offers (default). all: what is known from public claims too.", HelpName = "mine|all" };
        var asOf = new Option<string?>("--as-of") { Description = "What the catalogue said then: a time, a day, monday, 2d, or a position.", HelpName = "when" };
        var verb = new Verb("export", "Write the whole catalogue as one JSON document.", "tamma export --scope all --out catalogue.json") { file, scope, asOf };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var when = parsed.GetValue(asOf) is { } text ? Since.Read(text, session.Time).ToAsOf() : null;
            await (parsed.GetValue(file) is { } path
                ? ToFileAsync(session, path, parsed.GetValue(scope), when, cancellationToken)
                : session.Output.RawAsync(stream => session.Client.ExportToAsync(stream, parsed.GetValue(scope), when, cancellationToken)));
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    /// <summary>Beside its place first, so that a broken download does not replace a whole one.</summary>
    private static async Task ToFileAsync(Session session, string path, string? scope, string? when, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        try
        {
            await using (var stream = File.Create(part))
            {
                await session.Client.ExportToAsync(stream, scope, when, cancellationToken);
            }

            File.Move(part, path, overwrite: true);
            session.Output.Note($"Wrote {path}, {Figures.Count(new FileInfo(path).Length)} bytes.");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{path}' cannot be written: {unwritable.Message}");
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }
}
