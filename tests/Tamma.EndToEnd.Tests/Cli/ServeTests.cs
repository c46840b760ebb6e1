using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ServeTests
{
    [Fact]
    public async Task The_server_gets_its_settings_and_gives_its_exit_code()
    {
        using var tamma = new TammaProcess();
        tamma.Variables["TAMMA_SERVER"] = tamma.WriteScript("echo \"$@\"; exit 7");

        var outcome = await tamma.RunAsync("serve", "--port", "5090", "--data", "/d", "--host", "0.0.0.0", "--set", "sources.models_dev.listings=all");

        Assert.Equal((7, "--server.port=5090 --server.host=0.0.0.0 --server.data=/d --sources.models_dev.listings=all\n"), (outcome.ExitCode, outcome.Out));
    }

    [Fact]
    public async Task A_signal_reaches_the_server_and_its_end_is_waited_for()
    {
        using var tamma = new TammaProcess();
        tamma.Variables["TAMMA_SERVER"] = tamma.WriteScript("trap 'echo ended; exit 3' TERM\necho ready\nwhile :; do sleep 0.05; done");

        using var process = tamma.Start("serve");
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await Signals.SendAsync("TERM", process);

        Assert.Equal("ended", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, process.ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_refused_with_the_place_that_was_looked_at()
    {
        using var tamma = new TammaProcess { Variables = { ["TAMMA_SERVER"] = "/nowhere/Tamma.Server" } };

        var outcome = await tamma.RunAsync("serve");

        Assert.Equal((2, "TAMMA_SERVER names /nowhere/Tamma.Server, and there is no such file.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Keys_are_reset_by_the_server_itself()
    {
        using var tamma = new TammaProcess();
        tamma.Variables["TAMMA_SERVER"] = tamma.WriteScript("echo \"$@\"");

        var outcome = await tamma.RunAsync("keys", "reset", "--data", "/d");

        Assert.Equal((0, "--server.data=/d --reset-keys\n"), (outcome.ExitCode, outcome.Out));
    }
}
