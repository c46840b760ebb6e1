namespace Tamma.Cli;

/// <summary>The command is not carried out; the message says why and what to do instead.</summary>
internal sealed class RefusedException(string message, int exitCode = ExitCodes.Refused) : Exception(message)
{
    public int ExitCode => exitCode;
}
