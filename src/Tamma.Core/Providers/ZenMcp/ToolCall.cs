using System.Globalization;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Tamma.Providers.ZenMcp;

/// <summary>Starts an MCP server, calls one of its tools without arguments, and ends it. What it says is one text.</summary>
internal sealed class ToolCall(ServerCommand command, TimeSpan patience, int mostBytes, TimeProvider time)
{
    private const int MostNames = 20;

    /// <summary>A server that knows only the older handshake may answer the newer one with silence; it gets that long.</summary>
    private static readonly TimeSpan s_probe = TimeSpan.FromSeconds(2);

    /// <exception cref="ProviderException">There is no such answer; the message says where it broke off.</exception>
    public async Task<string> TextAsync(CancellationToken cancellationToken)
    {
        using var program = ServerProgram.Start(command, mostBytes);
        using var patient = new CancellationTokenSource(command.StartTimeout + patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patient.Token);
        var stage = Stage.Start;
        try
        {
            // A program that is gone ends every wait for it.
            await using var ending = either.Token.Register(program.End);
            return await AskAsync(program, reached => stage = reached, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (ProviderException)
        {
            throw;
        }
        catch (Exception ex) when (ex is McpException or IOException or OperationCanceledException or TimeoutException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw await FaultAsync(program, stage, patient.IsCancellationRequested || ex is TimeoutException, ex);
        }
        finally
        {
            program.End();
        }
    }

    private async Task<string> AskAsync(ServerProgram program, Action<Stage> reach, CancellationToken cancellationToken)
    {
        var options = new McpClientOptions
        {
            ClientInfo = new() { Name = "tamma", Version = typeof(ToolCall).Assembly.GetName().Version?.ToString(3) ?? "0" },

            // No ProtocolVersion: one that is named must be met exactly, and PAL answers with another.
            DiscoverProbeTimeout = s_probe < command.StartTimeout ? s_probe : command.StartTimeout,
            InitializationTimeout = command.StartTimeout,
            TimeProvider = time,
        };
        var client = await McpClient.CreateAsync(new StreamClientTransport(program.Input, program.Output), options, null, cancellationToken);
        try
        {
            reach(Stage.Tools);
            using var patient = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patient.Token);
            try
            {
                return await CallAsync(client, reach, either.Token);
            }
            catch (OperationCanceledException ex) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(null, ex);
            }
        }
        finally
        {
            program.End(); // first, so that nothing waits for a program that does not answer
            await client.DisposeAsync();
        }
    }

    private async Task<string> CallAsync(McpClient client, Action<Stage> reach, CancellationToken cancellationToken)
    {
        var tools = await client.ListToolsAsync(cancellationToken: cancellationToken);
        if (!tools.Any(tool => tool.Name == command.Tool))
        {
            throw new ProviderException(ProviderFault.NotFound, $"'{command.Name}' has no tool '{command.Tool}'; it has {Names(tools.Select(tool => tool.Name))}");
        }

        reach(Stage.Call);
        var result = await client.CallToolAsync(command.Tool, new Dictionary<string, object?>(StringComparer.Ordinal), cancellationToken: cancellationToken);
        return result.IsError is true
            ? throw new ProviderException(ProviderFault.ServerError, $"the tool '{command.Tool}' of '{command.Name}' answered with an error")
            : result.Content is [TextContentBlock { Text: { } text }]
            ? text
            : throw Required.Malformed($"the tool '{command.Tool}' of '{command.Name}' answered with {result.Content.Count} contents that are not one text");
    }

    private async Task<ProviderException> FaultAsync(ServerProgram program, Stage stage, bool isLate, Exception cause)
    {
        if (program.Output.IsOver)
        {
            return Http.AnswerFaults.TooLarge(mostBytes);
        }

        if (!isLate && await program.ExitCodeAsync(time) is { } code)
        {
            return new(
                ProviderFault.Unreachable,
                string.Create(CultureInfo.InvariantCulture, $"'{command.Name}' ended with exit code {code} before it answered{Said(program)}{NotSet()}"),
                cause);
        }

        var waited = (stage is Stage.Start ? command.StartTimeout : patience).TotalSeconds;
        return isLate
            ? new(ProviderFault.TimedOut, string.Create(CultureInfo.InvariantCulture, $"'{command.Name}' did not {Words(stage)} within {waited:0.###} s{Said(program)}"), cause)
            : cause is McpProtocolException refusal
            ? new(ProviderFault.ServerError, string.Create(CultureInfo.InvariantCulture, $"'{command.Name}' did not {Words(stage)}: it answered with error {(int)refusal.ErrorCode}"), cause)
            : new(ProviderFault.Malformed, $"'{command.Name}' did not {Words(stage)}: what it writes is not MCP{Said(program)}", cause);
    }

    private static string Words(Stage stage) => stage switch
    {
        Stage.Start => "start to speak MCP",
        Stage.Tools => "list its tools",
        _ => "answer the call of its tool",
    };

    private static string Said(ServerProgram program) => program.Said is { } said ? $"; the last line of its log: {said}" : "; its log is empty";

    private string NotSet() => command.NotSet.IsEmpty ? "" : $"; not set here: {string.Join(", ", command.NotSet)}";

    private static string Names(IEnumerable<string> names)
    {
        var known = names.Where(name => name.Length <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/')).Order(StringComparer.Ordinal).ToArray();
        return known is [] ? "none" : string.Join(", ", known.Take(MostNames)) + (known.Length > MostNames ? ", …" : "");
    }

    private enum Stage
    {
        Start,
        Tools,
        Call,
    }
}
