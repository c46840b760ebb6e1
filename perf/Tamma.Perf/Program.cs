using Tamma.Perf;
using Tamma.Perf.Search;

return args switch
{
    // Parts run as processes of their own, so that each repetition is cold and none disturbs another's heap.
    ["bare", var file] => await BareServer.RunAsync(file),
    ["import", var url, var database] => await ImportPart.RunAsync(new(url), database),
    ["parallel", var simulator, var database] => await ParallelPart.RunAsync(new(simulator), database),
    ["hang", var simulator, var database] => await HangPart.RunAsync(new(simulator), database),
    ["resolution", var database] => await ResolutionPart.RunAsync(database),
    ["replay", var feed, var database] => await ReplayPart.RunAsync(feed, database),
    ["labels", var feed] => Labels(feed),
    ["noise", .. var variants] => await NoisePart.RunAsync(variants),
    ["search-speed", .. var models] => SpeedPart.Run(models),
    ["search-slips", .. var show] => SlipsPart.Run(show is ["-v"]),
    ["search-try"] => EvalPart.Try(),
    ["search-quality", .. var queries] => await EvalPart.RunAsync(queries),
    _ => await Harness.RunAsync(args),
};

static int Labels(string feed)
{
    var history = Tamma.Tests.Shared.Labels.RealHistory.Read(feed);
    Console.WriteLine($"{history.Events} events in {history.Commits.Count} commits");
    foreach (var line in Tamma.Tests.Shared.Labels.NoiseLabels.From(history).Counts())
    {
        Console.WriteLine(line);
    }

    return 0;
}
