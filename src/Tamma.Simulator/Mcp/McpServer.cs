using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Tamma.Simulator.Mcp;

/// <summary>Answers JSON-RPC 2.0, one object a line, until its input is closed. It knows the protocol of 2025-06-18 and nothing newer.</summary>
internal sealed class McpServer(McpFault fault, TimeSpan startDelay, TimeProvider time)
{
    private const int MethodNotFound = -32601;
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;

    /// <summary>Gives the code to exit with.</summary>
    public async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("INFO - PAL MCP Server starting up (simulated)");
        var lines = Channel.CreateUnbounded<string>();
        var pump = PumpAsync(input, lines.Writer, cancellationToken);
        if (fault == McpFault.SlowStart)
        {
            // Who goes away while it starts does not wait for it.
            await Task.WhenAny(Task.Delay(startDelay, time, cancellationToken), pump);
            if (pump.IsCompleted)
            {
                return 0;
            }
        }

        await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
        {
            var (answer, exits) = Meet(line);
            if (exits)
            {
                return 1;
            }

            if (answer is not null)
            {
                await output.WriteAsync(answer, cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
        }

        await pump;
        return 0;
    }

    private static async Task PumpAsync(Stream input, ChannelWriter<string> lines, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                lines.TryWrite(line);
            }
        }

        lines.Complete();
    }

    private (byte[]? Answer, bool Exits) Meet(string line)
    {
        JsonElement message;
        try
        {
            message = JsonElement.Parse(line);
        }
        catch (JsonException)
        {
            return (RpcAnswer.Error(default, ParseError, "Parse error"), false);
        }

        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("method", out var named) || named.ValueKind != JsonValueKind.String)
        {
            return (RpcAnswer.Error(default, InvalidRequest, "Invalid Request"), false);
        }

        // Without an id it is a notification, which gets no answer whatever it says.
        if (!message.TryGetProperty("id", out var id))
        {
            return (null, false);
        }

        var parameters = message.TryGetProperty("params", out var given) ? given : default;
        return named.GetString() switch
        {
            "initialize" => (RpcAnswer.Of(id, McpAnswers.WriteInitialize), false),
            "ping" => (RpcAnswer.Of(id, json => { }), false),
            "tools/list" => (RpcAnswer.Of(id, json => McpAnswers.WriteTools(json, hasListModels: fault != McpFault.NoTool)), false),
            "tools/call" when McpAnswers.NameIn(parameters) == "listmodels" && fault == McpFault.Exit => (null, true),
            "tools/call" when McpAnswers.NameIn(parameters) == "listmodels" && fault == McpFault.Hang => (null, false),
            "tools/call" => (RpcAnswer.Of(id, json => McpAnswers.WriteCall(json, McpAnswers.NameIn(parameters), fault)), false),
            _ => (RpcAnswer.Error(id, MethodNotFound, "Method not found"), false),
        };
    }
}
