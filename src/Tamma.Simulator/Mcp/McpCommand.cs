using System.CommandLine;

namespace Tamma.Simulator.Mcp;

/// <summary>Reads the command line of the tool server.</summary>
internal static class McpCommand
{
    public static Command Create(TimeProvider time)
    {
        var fault = new Option<string>("--fault") { Description = "What goes wrong.", DefaultValueFactory = _ => "none" };
        fault.AcceptOnlyFromAmong("none", "no_tool", "error", "not_json", "hang", "exit", "slow_start");
        var delay = new Option<int>("--start-delay-ms") { Description = "How long slow_start takes.", DefaultValueFactory = _ => 8000 };
        delay.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds) || milliseconds is not (>= 0 and <= 600_000)))
            {
                result.AddError("--start-delay-ms takes 0 to 600000.");
            }
        });

        var command = new Command("mcp", "Speaks MCP over standard input and output, as Zen MCP and PAL MCP do.") { fault, delay };
        command.SetAction((parsed, cancellationToken) =>
        {
            var kind = Enum.Parse<McpFault>(parsed.GetValue(fault)!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
            return new McpServer(kind, TimeSpan.FromMilliseconds(parsed.GetValue(delay)), time).RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), cancellationToken);
        });
        return command;
    }
}
