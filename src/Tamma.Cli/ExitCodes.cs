namespace Tamma.Cli;

/// <summary>What a script can rely on; listed in docs/exit-codes.md, never given another meaning.</summary>
internal static class ExitCodes
{
    public const int Succeeded = 0;

    /// <summary>The server, a run or a check failed, or a checked file uses a model that is doomed.</summary>
    public const int Failed = 1;

    /// <summary>The command is wrong, or it was refused.</summary>
    public const int Refused = 2;

    /// <summary>Nothing answers at the server's address.</summary>
    public const int NoServer = 3;

    public const int NotFound = 4;

    /// <summary>No key, or one that may not do this.</summary>
    public const int NotPermitted = 5;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
