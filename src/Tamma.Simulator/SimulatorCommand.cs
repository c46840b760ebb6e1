using System.CommandLine;
using System.Globalization;
using Tamma.Simulator.Chat.Pacing;
using Tamma.Simulator.Mcp;

namespace Tamma.Simulator;

/// <summary>Reads the command line.</summary>
internal static class SimulatorCommand
{
    public static RootCommand Create(Func<SimulatorOptions, CancellationToken, Task> runAsync)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes any free one." };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same worlds, faults and changes.", DefaultValueFactory = _ => 1 };
        var scenario = new Option<Scenario>("--scenario") { Description = "The worlds that are there at the start." };
        var changeEvery = new Option<double>("--change-every") { Description = "Seconds between two random changes; 0 is never." };
        var exitWithParent = new Option<bool>("--exit-with-parent") { Description = "Stop when standard input is closed." };

        changeEvery.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) || seconds is not (>= 0 and <= 86_400)))
            {
                result.AddError("--change-every takes 0 to 86400 seconds.");
            }
        });

        var command = new RootCommand("Stands in for AI model providers over real HTTP.") { port, seed, scenario, changeEvery, exitWithParent, McpCommand.Create(TimeProvider.System), PacingCommand.Create() };
        command.SetAction((parsed, cancellationToken) => runAsync(
            new()
            {
                Port = parsed.GetValue(port),
                Seed = parsed.GetValue(seed),
                Scenario = parsed.GetValue(scenario),
                ChangeEvery = TimeSpan.FromSeconds(parsed.GetValue(changeEvery)),
                ExitWithParent = parsed.GetValue(exitWithParent),
            },
            cancellationToken));
        return command;
    }
}
