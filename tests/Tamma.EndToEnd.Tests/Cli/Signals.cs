using System.Diagnostics;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Sends what Ctrl-C and service managers send.</summary>
internal static class Signals
{
    public static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
