using System.Globalization;
using Tamma.Perf;
using Tamma.Perf.Live;
using Tamma.Perf.Load;
using Tamma.Perf.Search;
using Tamma.Perf.Search.Http;
using Tamma.Perf.Search.Speed;
using Tamma.Perf.Told;
using Tamma.Perf.Webhooks;

return args switch
{
    // Parts run as processes of their own, so that each repetition is cold and none disturbs another's heap.
    ["bare", var file] => await BareServer.RunAsync(file),
    ["import", var url, var database] => await ImportPart.RunAsync(new(url), database),
    ["parallel", var simulator, var database] => await ParallelPart.RunAsync(new(simulator), database),
    ["hang", var simulator, var database] => await HangPart.RunAsync(new(simulator), database),
    ["resolution", var database] => await ResolutionPart.RunAsync(database),
    ["replay", var feed, var database] => await ReplayPart.RunAsync(feed, database),
    ["live-server", var feed, var folder] => await LiveServerPart.RunAsync(feed, folder),
    ["told-try", var feed, var targets, var rounds] => await ToldFigures.TryAsync(feed, int.Parse(targets, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["live-try", var feed] => await LiveFigures.TryAsync(feed),
    ["load-try", .. var only] => await LoadAccuracy.TryAsync(string.Join(' ', only)),
    ["webhooks-part", var database] => await WebhooksPart.RunAsync(database),
    ["labels", var feed] => Labels(feed),
    ["noise", .. var variants] => await NoisePart.RunAsync(variants),
    ["calm"] => await CalmPart.RunAsync(),
    ["search-speed", .. var models] => SpeedPart.Run(models),
    ["search-files", var catalogue, var folder] => new SpeedFiles(folder).Write(catalogue) is null ? 2 : 0,
    ["search-own", var catalogue, var folder, var run, .. var classes] => OwnPart.Run(catalogue, folder, int.Parse(run, CultureInfo.InvariantCulture), classes),
    ["search-change", var catalogue] => ChangePart.Run(catalogue),
    ["search-print", var catalogue, var folder] => PrintPart.Run(catalogue, folder),
    ["search-work", var catalogue, var folder] => WorkPart.Run(catalogue, folder),
    ["search-loop", var catalogue, var folder, var kind, var seconds] => OwnPart.Loop(catalogue, folder, Enum.Parse<SpeedClass>(kind), int.Parse(seconds, CultureInfo.InvariantCulture)),
    ["search-build", var engine, var folder, var where] => PeerParts.Build(engine, folder, where),
    ["search-ask", var engine, var folder, var where, var run] => PeerParts.Ask(engine, folder, where, int.Parse(run, CultureInfo.InvariantCulture)),
    ["search-rank", var engine, var folder, var where] => PeerParts.Rank(engine, folder, where),
    ["bare-answers", var file] => await BareAnswers.RunAsync(file),
    ["search-http-steps", var folder] => StepsPart.Run(folder, meant: false),
    ["search-http-steps", var folder, "meant"] => StepsPart.Run(folder, meant: true),
    ["search-http-print", var folder] => StepsPart.Print(folder),
    ["search-slips", .. var show] => SlipsPart.Run(show is ["-v"]),
    ["search-similar", .. var show] => SimilarPart.Run(show is ["-v"]),
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
