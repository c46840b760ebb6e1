using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ConnectingTests
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task With_no_server_it_says_how_to_start_one()
    {
        using var tamma = new TammaProcess { Variables = { ["TAMMA_URL"] = "http://127.0.0.1:1" } };

        var outcome = await tamma.RunAsync("models");

        Assert.Equal((3, "", "No server at http://127.0.0.1:1. Start one: tamma serve, or set TAMMA_URL.\n"), (outcome.ExitCode, outcome.Out, outcome.Error));
    }

    [Fact]
    public async Task The_servers_own_credential_file_signs_this_machine_in()
    {
        await using var server = Providers();
        using var tamma = new TammaProcess(server);
        tamma.WriteCredentials($$$"""{"http://example.org":{"key":"tamma_other"},"{{{server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}}}/":{"key":"tamma_mine"}}""", Mine);

        await tamma.RunAsync("providers");

        Assert.Equal("Bearer tamma_mine", Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task A_key_in_the_environment_goes_before_the_file()
    {
        await using var server = Providers();
        using var tamma = new TammaProcess(server) { Variables = { ["TAMMA_API_KEY"] = "tamma_given" } };
        tamma.WriteCredentials("{}", Mine | UnixFileMode.OtherRead);

        await tamma.RunAsync("providers");

        Assert.Equal("Bearer tamma_given", Assert.Single(server.Requests).Authorization);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, "604")]
    [InlineData(UnixFileMode.GroupRead, "640")]
    [InlineData(UnixFileMode.OtherWrite, "602")]
    public async Task A_credential_file_that_others_can_read_is_refused(UnixFileMode others, string mode)
    {
        await using var server = Providers();
        using var tamma = new TammaProcess(server);
        tamma.WriteCredentials($$$"""{"{{{server.Url}}}":{"key":"tamma_mine"}}""", Mine | others);

        var outcome = await tamma.RunAsync("providers");

        var path = Path.Combine(tamma.Home, "tamma", "credentials.json");
        Assert.Equal((2, $"{path} can be read by others (mode {mode}), so its keys are not used. Make it yours alone: chmod 600 {path}\n"), (outcome.ExitCode, outcome.Error));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(401, 5)]
    [InlineData(403, 5)]
    [InlineData(404, 4)]
    [InlineData(400, 2)]
    [InlineData(500, 1)]
    public async Task An_error_of_the_server_has_an_exit_code(int status, int exitCode)
    {
        await using var server = new StubServer().OnProblem("GET /providers", status, "some", "It did not work.");
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("providers");

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.StartsWith("It did not work.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_tamma_server_is_said_to_be_none()
    {
        await using var server = new StubServer().On("GET /providers", "<html>", TammaJsonText.Default.String);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("providers");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("is no Tamma server", outcome.Error, StringComparison.Ordinal);
    }

    private static StubServer Providers() =>
        new StubServer().On("GET /providers", new() { Data = [] }, TammaJson.Default.ProviderList);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class TammaJsonText : System.Text.Json.Serialization.JsonSerializerContext;
