using System.CommandLine;
using Tamma.Cli.Children;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Shows the whole thing against simulated providers: no key, no network, nothing left behind.</summary>
internal static class DemoCommand
{
    private const int DefaultPort = 5080;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of the server; 0 takes a free one.", HelpName = "n", DefaultValueFactory = _ => DefaultPort };
        var once = new Option<bool>("--once") { Description = "Stop before watching." };
        var verb = new Verb("demo", "Discover simulated providers and watch them change. Needs no key and no network, keeps nothing.", "tamma demo --port 5090") { port, once };
        verb.Runs(async (session, cancellationToken) =>
        {
            try
            {
                return await RunAsync(session, session.Parsed.GetValue(port), session.Parsed.GetValue(once), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Succeeded;
            }
        });
        return verb;
    }

    private static async Task<int> RunAsync(Session session, int port, bool once, CancellationToken cancellationToken)
    {
        session.Output.Note("Starting simulated providers and a server with a throwaway data folder …");
        await using var world = await DemoWorld.StartAsync(port, session.Time, cancellationToken);
        var client = session.Open(world.Address, withKey: false);
        await world.WaitAsync("Starting the server", client.IsReadyAsync, cancellationToken);
        await world.WaitAsync("The first discovery", token => HaveAllRunAsync(client, token), cancellationToken);

        var position = (await client.GetStatusAsync(cancellationToken)).Position;
        await PrintFirstRunsAsync(session.Output, client, cancellationToken);
        await new DemoTour(session, world).ShowAsync(cancellationToken);
        if (!once)
        {
            var review = (await client.ListReviewsAsync("open", cancellationToken: cancellationToken)).Data is [var first, ..] ? first : null;
            PrintNext(session.Output, world, review);
            await WatchAsync(session, world, client, position, cancellationToken);
        }

        return ExitCodes.Succeeded;
    }

    private static async Task<bool> HaveAllRunAsync(TammaClient client, CancellationToken cancellationToken)
    {
        var sources = await client.ListSourcesAsync(cancellationToken);
        return sources.Data.Count > 0 && sources.Data.All(source => source.LastRun is not null || source.State is "disabled");
    }

    private static async Task PrintFirstRunsAsync(Output output, TammaClient client, CancellationToken cancellationToken)
    {
        var sources = await client.ListSourcesAsync(cancellationToken);
        var sheet = new Sheet("Connection", "Provider", ">Models", ">Added", ">Time", "State");
        foreach (var source in sources.Data.Where(source => source.State is not "disabled"))
        {
            var runs = await client.ListRunsAsync(source.Id, cancellationToken: cancellationToken);
            var first = runs.Data.LastOrDefault(run => run.FinishedAt is not null);
            sheet.Add(
                source.Id,
                source.Provider ?? "",
                first is null ? Figures.Unknown : Figures.Count(first.Counts.Listed),
                first is null ? Figures.Unknown : Figures.Count(first.Counts.Added),
                Figures.Duration(first?.FinishedAt - first?.StartedAt),
                first switch { { Sentence: { } sentence, State: "failed" or "held" } => $"{first.State}: {sentence}", null => source.State, _ => first.State });
        }

        output.Ansi.Write(sheet.ToTable(output.Ansi.Profile.Width));
    }

    private static void PrintNext(Output output, DemoWorld world, ReviewResponse? review)
    {
        var server = world.Address.GetLeftPart(UriPartial.Authority);
        var own = ServerProgram.OwnName;
        var where = world.Address.Port is DefaultPort ? "" : $" --url {server}";
        output.Line($"Serving at {server}. In another terminal:");
        output.Line($"  {own} models --tools --min-context 200k{where}");
        output.Line($"  {own} resolve kingfisher-4{where}");
        output.Line($"  {own} changes --follow{where}");
        if (review is not null)
        {
            output.Line($"  XDG_CONFIG_HOME={DemoSettings.ConfigFolder(world.Folder)} {own} review accept {review.Id}{where}");
        }

        output.Line("What changes from now on (Ctrl-C ends it all):");
        output.Flush();
    }

    private static async Task WatchAsync(Session session, DemoWorld world, TammaClient client, long position, CancellationToken cancellationToken)
    {
        var query = new ChangeQuery { After = $"{position}", Limit = 1_000 };
        await foreach (var happening in ChangeFeed.ReadAsync(client, query, session.Time, goesOn: true, cancellationToken))
        {
            if (happening is null)
            {
                session.Output.Flush();
                world.Check();
            }
            else
            {
                ChangeFeed.Print(session.Output, happening, asJson: session.Output.Json);
            }
        }
    }
}
