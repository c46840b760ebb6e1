using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Tamma.Cli.Connecting;

namespace Tamma.Cli.Commands;

/// <summary>A command with an example in its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Says what the verb does. What it throws becomes a sentence and an exit code.</summary>
    public void Runs(Func<Session, CancellationToken, Task<int>> run) =>
        SetAction((parsed, cancellationToken) => Failures.ToExitCodeAsync(new Session(parsed), run, cancellationToken));
}

/// <summary>The help that System.CommandLine writes, with the verb's examples below it.</summary>
internal sealed class ExampleHelp(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(verb.Examples.Count is 1 ? "Example:" : "Examples:");
            foreach (var example in verb.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
