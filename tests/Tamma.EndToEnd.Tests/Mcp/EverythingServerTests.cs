using Tamma.Providers;
using Xunit;

namespace Tamma.EndToEnd.Tests.Mcp;

/// <summary>The reference server of the MCP project, which speaks the protocol in full and has no list of models.</summary>
public sealed class EverythingServerTests
{
    private const string Package = "@modelcontextprotocol/server-everything";

    [Fact]
    public async Task A_server_without_the_tool_is_told_apart_by_the_tools_that_it_has()
    {
        var failure = await PalServer.FaultAsync(Connection());

        Assert.Equal(ProviderFault.NotFound, failure.Fault);
        Assert.StartsWith("'node' has no tool 'listmodels'; it has ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("echo", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tool_of_it_is_no_list_of_models()
    {
        var failure = await PalServer.FaultAsync(Connection(("tool", "get-env")));

        Assert.Equal(ProviderFault.Malformed, failure.Fault);
    }

    private static ConnectionOptions Connection(params (string Name, string Value)[] settings)
    {
        PalServer.RequireNode();
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        var script = Path.Combine(folder, "artifacts", "npm", "node_modules", Package, "dist", "index.js");
        Assert.SkipUnless(File.Exists(script), $"{Package} is not here; ./build.sh test installs it.");
        return PalServer.Of([("command", "node"), ("arguments", $"'{script}' stdio"), .. settings]);
    }
}
