using Tamma.Perf;

return args switch
{
    // Parts run as processes of their own, so that each repetition is cold and none disturbs another's heap.
    ["bare", var file] => await BareServer.RunAsync(file),
    ["import", var url, var database] => await ImportPart.RunAsync(new(url), database),
    ["parallel", var simulator, var database] => await ParallelPart.RunAsync(new(simulator), database),
    ["hang", var simulator, var database] => await HangPart.RunAsync(new(simulator), database),
    ["resolution", var database] => await ResolutionPart.RunAsync(database),
    ["replay", var feed, var database] => await ReplayPart.RunAsync(feed, database),
    _ => await Harness.RunAsync(args),
};
