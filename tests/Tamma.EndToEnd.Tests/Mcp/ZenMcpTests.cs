using System.Diagnostics;
using System.Globalization;
using Tamma.Catalog;
using Tamma.EndToEnd.Tests.Ways;
using Tamma.Providers;
using Xunit;

namespace Tamma.EndToEnd.Tests.Mcp;

/// <summary>A real process that speaks MCP as PAL does, and fails in every way in which such a process can.</summary>
public sealed class ZenMcpTests
{
    private const string KeyVariable = "TAMMA_TEST_PAL_KEY";
    private const string Key = "zqcanary-pal-0815";

    [Theory]
    [InlineData("good")]
    [InlineData("silent")]
    public async Task The_models_of_a_server_are_listed(string mode)
    {
        var listing = await PalServer.CompleteAsync(PalServer.Script(mode));

        Assert.Equal(["deepseek/deepseek-r1-0528", "gemini-2.5-pro", "llama3.2"], PalServer.Ids(listing));
        Assert.Empty(listing.UnknownFields);
        Assert.All(listing.Claims.Where(claim => !claim.Key.IsProvider), claim => Assert.Equal(ClaimKind.Offer, claim.Kind));
    }

    [Theory]
    [InlineData("exit", ProviderFault.Unreachable, "'node' ended with exit code 3 before it answered; the last line of its log: ValueError: no key among [redacted] is right")]
    [InlineData("dies", ProviderFault.Unreachable, "'node' ended with exit code 139 before it answered; the last line of its log: Segmentation fault")]
    [InlineData("other", ProviderFault.NotFound, "'node' has no tool 'listmodels'; it has chat, models_of_another_name, version")]
    [InlineData("failing", ProviderFault.ServerError, "the tool 'listmodels' of 'node' answered with an error")]
    [InlineData("refused", ProviderFault.ServerError, "the tool answered with an error in place of a list; what is wrong stands in the server's own log")]
    [InlineData("prose", ProviderFault.Malformed, "the answer is not JSON: it breaks off or goes wrong in line 1")]
    [InlineData("two", ProviderFault.Malformed, "the tool 'listmodels' of 'node' answered with 2 contents that are not one text")]
    [InlineData("grammar", ProviderFault.Malformed, "line 7 of the tool's text is a row of no form that we know")]
    [InlineData("endless", ProviderFault.TooLarge, "the answer is larger than 8,388,608 bytes")]
    public async Task Each_failure_says_what_it_is(string mode, ProviderFault fault, string message)
    {
        Environment.SetEnvironmentVariable(KeyVariable, Key);

        var failure = await PalServer.FaultAsync(PalServer.Script(mode, ("environment", KeyVariable)));

        Assert.Equal((fault, message), (failure.Fault, failure.Message));
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mute", "'node' did not start to speak MCP within 0.7 s; the last line of its log: 2025-12-15 10:00:00 - INFO - Starting PAL MCP Server")]
    [InlineData("hang", "'node' did not answer the call of its tool within 0.5 s; the last line of its log: 2025-12-15 10:00:00 - INFO - Starting PAL MCP Server")]
    public async Task A_server_that_does_not_answer_is_not_waited_for(string mode, string message)
    {
        var limits = mode == "hang" ? new ConnectionLimits { RequestTimeout = TimeSpan.FromSeconds(0.5) } : new();
        var failure = await PalServer.FaultAsync(PalServer.Script(mode, ("start_timeout", mode == "mute" ? "0.7" : "60")) with { Limits = limits });

        Assert.Equal((ProviderFault.TimedOut, message), (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var failure = await PalServer.FaultAsync(PalServer.Of());

        Assert.Equal((ProviderFault.NotFound, "there is no program 'pal-mcp-server'; install it, or give its whole path as this connection's 'command'"), (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task A_file_that_is_no_program_cannot_be_started()
    {
        var file = Path.GetTempFileName();

        Assert.Equal(ProviderFault.Unreachable, (await PalServer.FaultAsync(PalServer.Of(("command", file)))).Fault);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named() =>
        Assert.Contains("/no/such/folder", (await PalServer.FaultAsync(PalServer.Of(("command", "node"), ("working_directory", "/no/such/folder")))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_is_started_offline() =>
        Assert.Equal(ProviderFault.ForbiddenAddress, (await PalServer.FaultAsync(PalServer.Of(("command", "node")), new() { Offline = true })).Fault);

    [Fact]
    public async Task It_finds_no_variable_of_ours_that_is_not_named()
    {
        Environment.SetEnvironmentVariable(KeyVariable, Key);
        Environment.SetEnvironmentVariable("TAMMA_TEST_PAL_OTHER", "ours");

        var ids = PalServer.Ids(await PalServer.CompleteAsync(PalServer.Script("environment", ("environment", KeyVariable))));

        Assert.Contains(KeyVariable, ids);
        Assert.Empty(ids.Except(["HOME", "LANG", "PATH", "TMPDIR", KeyVariable], StringComparer.Ordinal));
    }

    [Fact]
    public async Task Arguments_and_folder_arrive_as_they_were_written()
    {
        var folder = Directory.CreateTempSubdirectory("tamma pal ");
        var connection = PalServer.Script("arguments '$HOME;x' \"a b\"", ("working_directory", folder.FullName));

        Assert.Equal(["$HOME;x", folder.FullName, "a b"], PalServer.Ids(await PalServer.CompleteAsync(connection)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_program_has_started_itself_ends_with_it()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("tamma-pal-").FullName, "pid");
        using var cancelled = new CancellationTokenSource();
        var work = PalServer.ListAsync(PalServer.Script($"parent {file}"), null, cancelled.Token);
        await Until.TrueAsync(() => new FileInfo(file) is { Exists: true, Length: > 0 }, TestContext.Current.CancellationToken);
        var child = int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.True(Runs(child));

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await Until.TrueAsync(() => !Runs(child), TestContext.Current.CancellationToken);
    }

    private static bool Runs(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited && !IsZombie(process);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Killed, and its new parent has not looked yet.</summary>
    private static bool IsZombie(int process) =>
        File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
