using Tamma.Cli.Children;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;

namespace Tamma.Cli.Commands;

/// <summary>What a doubter would ask, asked with this program's own verbs. Its ids are those of the Simulator's demo.</summary>
internal sealed class DemoTour(Session session, DemoWorld world)
{
    private const string File = "app.yaml";

    /// <summary>Names one model that ends soon, one that has ended, and one that is fine.</summary>
    private const string Application = """
        model: sim-anthropic/borealis-2
        models:
          - sim-anthropic/kingfisher-4
          - sim-anthropic/australis-1

        """;

    private Output Output => session.Output;

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(world.Folder, File), Application, cancellationToken);
        Output.Line("Catalogues differ. Who is believed, and why?");
        await RunAsync(cancellationToken, "why", "sim-openrouter/halcyon/kingfisher-4", "cost.input");
        await RunAsync(cancellationToken, "conflicts", "--source", "litellm", "--verdict", "any");
        await RunAsync(cancellationToken, "why", "sim-zen/epicycle-3", "limit.context");
        Output.Line("Does an application use what ends within a month?");
        await RunAsync(cancellationToken, "check", File, "--fail-within", "30d");

        await world.AdvanceAsync(TimeSpan.FromHours(1), cancellationToken);
        await AskAgainAsync("models_dev", cancellationToken);
        await AskAgainAsync("sim-openrouter", cancellationToken);
        Output.Line("An hour later one catalogue says ten times the price. It is held; what stood stands:");
        await RunAsync(cancellationToken, "review");
        await RunAsync(cancellationToken, "why", "sim-zai/stanza-5", "cost.input");
        Output.Line("And who sends the bill asks more and gives less. That counts at once:");
        await RunAsync(cancellationToken, "diff", "sim-openrouter/quillon/stanza-5");
    }

    private async Task RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        Output.Line($"$ {ServerProgram.OwnName} {string.Join(' ', arguments)}");
        Output.Flush();
        using var child = Child.Start(world.Ask(arguments));
        await child.WaitAsync(cancellationToken);
        Output.Line("");
    }

    /// <summary>Twice, because the first may be a run that began before the hour had passed.</summary>
    private async Task AskAgainAsync(string source, CancellationToken cancellationToken)
    {
        for (var time = 0; time < 2; time++)
        {
            using var child = Child.StartQuiet(world.Ask("refresh", source));
            await child.WaitAsync(cancellationToken);
        }
    }
}
