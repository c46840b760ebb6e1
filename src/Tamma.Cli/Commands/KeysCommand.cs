using System.CommandLine;

namespace Tamma.Cli.Commands;

/// <summary>Keys of the local database.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var place = new ServerPlace();
        var reset = new Verb("reset", "Withdraw every key of the local database and make a new one. Stop the server first.", "tamma keys reset --data ~/tamma");
        place.AddTo(reset);
        reset.Runs((session, cancellationToken) => ServerRun.RunAsync(place.Read(session.Parsed).Append("--reset-keys"), cancellationToken));
        return new Verb("keys", "Manage the keys of the database on this machine.", "tamma keys reset") { reset };
    }
}
