using System.Diagnostics;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>The sample of the embedded service does in a process of its own what its twenty lines say.</summary>
public sealed class SampleTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_finds_what_the_environment_gives_it()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"sample","protocol":"openai","key":"sample-key"}""");
        await simulator.Process.AddModelAsync("sample", """{"id":"gpt-simulated","owned_by":"them"}""");
        await simulator.Process.AddModelAsync("sample", """{"id":"another-one","owned_by":"them"}""");
        var home = Directory.CreateTempSubdirectory("tamma-sample-");
        var start = new ProcessStartInfo(Binaries.Dotnet, [Binaries.PathOf("Embedded")]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var (name, value) in Binaries.CleanEnvironment(home))
        {
            start.Environment[name] = value;
        }

        start.Environment["TMPDIR"] = home.FullName;
        start.Environment["OPENAI_API_KEY"] = "sample-key";
        start.Environment["OPENAI_BASE_URL"] = new Uri(simulator.Process.WorldUrl("sample"), "v1").ToString();
        start.Environment["OPENCODE_URL"] = "http://127.0.0.1:9";
        using var sample = Process.Start(start)!;
        var output = await sample.StandardOutput.ReadToEndAsync(Cancelled).WaitAsync(s_patience, TimeProvider.System, Cancelled);
        await sample.WaitForExitAsync(Cancelled);

        Assert.Equal(0, sample.ExitCode);
        Assert.Contains("openai: 2 models listed, 2 added.", output, StringComparison.Ordinal);
        Assert.Contains("openai/gpt-simulated  context ?", output, StringComparison.Ordinal);
        Assert.DoesNotContain("another-one", output, StringComparison.Ordinal);
        home.Delete(recursive: true);
    }
}
