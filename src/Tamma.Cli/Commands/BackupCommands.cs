using System.CommandLine;
using Tamma.Cli.Terminal;

namespace Tamma.Cli.Commands;

/// <summary>The whole record into a file, and back.</summary>
internal static class BackupCommands
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command CreateBackup()
    {
        var file = new Argument<string>("file") { Description = "Where the backup goes; it must not be there yet." };
        var verb = new Verb("backup", "Take a backup of the whole record while the server goes on.", "tamma backup tamma-2026-11-23.db") { file };
        verb.Runs(async (session, cancellationToken) =>
        {
            var path = Path.GetFullPath(session.Parsed.GetRequiredValue(file));
            if (File.Exists(path))
            {
                throw new RefusedException($"'{path}' is there already. Name another file.");
            }

            var part = path + ".part";
            try
            {
                long bytes;
                await using (var stream = new FileStream(part, Options()))
                {
                    bytes = await session.Client.DownloadBackupAsync(stream, cancellationToken);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(part, path);
                session.Output.Line($"{path}: {Figures.Count(bytes)} bytes. It holds hashes of keys and connections' headers: keep it as closed as the database.");
                return ExitCodes.Succeeded;
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                return session.Output.Fail(ExitCodes.Failed, $"The backup was not written: {ex.Message}");
            }
            finally
            {
                // Half a backup must not look like one.
                File.Delete(part);
            }
        });
        return verb;
    }

    public static Command CreateRestore()
    {
        var place = new ServerPlace();
        var file = new Argument<string>("file") { Description = "A backup, as tamma backup wrote it." };
        var verb = new Verb("restore", "Put a backup in the place of the database on this machine. Stop the server first; what was there is set aside.", "tamma restore tamma-2026-11-23.db --data ~/tamma") { file };
        place.AddTo(verb);
        verb.Runs((session, cancellationToken) =>
            ServerRun.RunAsync(place.Read(session.Parsed).Append("--restore=" + Path.GetFullPath(session.Parsed.GetRequiredValue(file))), cancellationToken));
        return verb;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
