using System.CommandLine;
using Tamma.Simulator;

var command = SimulatorCommand.Create(SimulatorServer.RunAsync);

// The host listens for SIGTERM and Ctrl-C itself; a second listener would race with it.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
