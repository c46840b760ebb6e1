using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed partial class McpTests
{
    private const string Call = """{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"listmodels","arguments":{}}}""";
    private static readonly string[] s_arguments = ["mcp", "--fault"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shakes_hands_in_its_own_version_and_knows_no_newer_method()
    {
        using var server = Start();

        var discovered = await AskAsync(server, """{"method":"server/discover","params":{},"id":1,"jsonrpc":"2.0"}""");
        var greeted = await AskAsync(server, """{"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}},"id":"two","jsonrpc":"2.0"}""");
        await server.StandardInput.WriteLineAsync("""{"method":"notifications/initialized","jsonrpc":"2.0"}""");
        var tools = (await AskAsync(server, """{"method":"tools/list","id":3,"jsonrpc":"2.0"}""")).GetProperty("result").GetProperty("tools");

        Assert.Equal(-32601, discovered.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("two", greeted.GetProperty("id").GetString());
        Assert.Equal("2025-06-18", greeted.GetProperty("result").GetProperty("protocolVersion").GetString());
        Assert.Equal("""{"name":"PAL","version":"9.8.2"}""", greeted.GetProperty("result").GetProperty("serverInfo").GetRawText());
        Assert.Equal(["listmodels", "version"], tools.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!));
        Assert.Equal("""{"type":"object","properties":{},"required":[],"additionalProperties":false}""", tools[0].GetProperty("inputSchema").GetRawText());
        await EndAsync(server, 0);
    }

    [Fact]
    public async Task The_models_are_a_text_in_JSON_in_a_text_in_JSON()
    {
        using var server = Start();

        var result = (await AskAsync(server, Call)).GetProperty("result");
        var content = Assert.Single(result.GetProperty("content").EnumerateArray());
        var inner = JsonElement.Parse(content.GetProperty("text").GetString()!);

        Assert.Equal("content isError", result.Names());
        Assert.Equal("status content content_type metadata continuation_offer", inner.Names());
        Assert.Equal("success text listmodels", $"{inner.GetProperty("status").GetString()} {inner.GetProperty("content_type").GetString()} {inner.GetProperty("metadata").GetProperty("tool_name").GetString()}");
        Assert.StartsWith("# Available AI Models\n\n## Google Gemini ✅\n**Status**: Configured and available\n", inner.GetProperty("content").GetString(), StringComparison.Ordinal);
        await EndAsync(server, 0);
    }

    [Fact]
    public async Task The_sections_are_in_their_order_and_the_rows_of_all_five_kinds()
    {
        using var server = Start();
        var inner = JsonElement.Parse((await AskAsync(server, Call)).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!);
        var text = inner.GetProperty("content").GetString()!;

        Assert.Equal(
            ["Google Gemini ✅", "OpenAI ✅", "Azure OpenAI ❌", "X.AI (Grok) ❌", "AI DIAL ❌", "OpenRouter ✅", "Custom/Local API ✅"],
            Heads().Matches(text).Select(match => match.Groups["head"].Value));
        Assert.Equal(text.Split('✅').Length - 1, inner.GetProperty("metadata").GetProperty("configured_providers").GetInt32());
        foreach (var grammar in new[]
        {
            @"^- `[^`]+` - [0-9]+[MK] context$", @"^- `[^`]+` - unknown context$", @"^  - Supports structured code generation$",
            @"^- `[^`]+`$", @"^- `[^`]+` \*\(not recognized by provider\)\*$", @"^- `[^`]+` → `[^`]+`$",
            @"^- `[^`]+` \(score [0-9]+, [0-9]+[MK] context, thinking\)$", @"^- `[^`]+` \(score [0-9]+\)$", @"^- `[^`]+` → `[^`]+` \(score ", @"^\*[A-Z][A-Za-z-]+:\*$",
            @"^- `[^`]+` → `[^`]+` \([0-9]+K context\)$", @"^- `[^`]+` → `[^`]+` \(\? context\)$",
        })
        {
            Assert.Matches(new Regex(grammar, RegexOptions.Multiline, TimeSpan.FromSeconds(5)), text);
        }

        await EndAsync(server, 0);
    }

    [Theory]
    [InlineData("no_tool", "Unknown tool: listmodels")]
    [InlineData("error", "\"status\":\"error\"")]
    [InlineData("not_json", "# Available AI Models")]
    public async Task A_call_can_fail_and_still_be_answered(string fault, string begin)
    {
        using var server = Start(fault);

        var result = (await AskAsync(server, Call)).GetProperty("result");

        Assert.Contains(begin, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(fault == "error", result.GetProperty("isError").GetBoolean());
        await EndAsync(server, 0);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_not_listed()
    {
        using var server = Start("no_tool");

        var tools = (await AskAsync(server, """{"method":"tools/list","id":3,"jsonrpc":"2.0"}""")).GetProperty("result").GetProperty("tools");

        Assert.Equal("version", Assert.Single(tools.EnumerateArray()).GetProperty("name").GetString());
        await EndAsync(server, 0);
    }

    [Fact]
    public async Task A_call_that_hangs_leaves_the_others_answered()
    {
        using var server = Start("hang");
        await server.StandardInput.WriteLineAsync(Call);

        var pong = await AskAsync(server, """{"method":"ping","id":5,"jsonrpc":"2.0"}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", pong.GetRawText());
        await EndAsync(server, 0);
    }

    [Fact]
    public async Task A_call_can_end_the_process()
    {
        using var server = Start("exit");
        await server.StandardInput.WriteLineAsync(Call);

        Assert.Null(await server.StandardOutput.ReadLineAsync(Cancelled));
        await server.WaitForExitAsync(Cancelled);
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task A_slow_start_ends_at_once_when_its_client_goes_and_else_answers_late()
    {
        using var impatient = Start("slow_start", "--start-delay-ms", "600000");
        await EndAsync(impatient, 0);

        using var patient = Start("slow_start", "--start-delay-ms", "1");
        Assert.True((await AskAsync(patient, Call)).TryGetProperty("result", out _));
        await EndAsync(patient, 0);
    }

    [Fact]
    public async Task A_line_that_is_no_JSON_is_a_parse_error()
    {
        using var server = Start();

        Assert.Equal("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}""", (await AskAsync(server, "{")).GetRawText());
        await EndAsync(server, 0);
    }

    [GeneratedRegex("^## (?<head>.+? [✅❌])$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heads();

    private static Process Start(string fault = "none", params string[] more) =>
        Process.Start(new ProcessStartInfo(Binaries.Dotnet, [Binaries.PathOf("Tamma.Simulator"), .. s_arguments, fault, .. more])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;

    private static async Task<JsonElement> AskAsync(Process server, string line)
    {
        await server.StandardInput.WriteLineAsync(line);
        return JsonElement.Parse((await server.StandardOutput.ReadLineAsync(Cancelled))!);
    }

    private static async Task EndAsync(Process server, int code)
    {
        server.StandardInput.Close();
        await server.WaitForExitAsync(Cancelled);
        Assert.Equal(code, server.ExitCode);
    }
}
