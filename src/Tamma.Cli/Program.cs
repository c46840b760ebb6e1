using Tamma.Cli;
using Tamma.Cli.Commands;

using var interruption = new Interruption();
return await TammaCommand.RunAsync(args, interruption.Token);
