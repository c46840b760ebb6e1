using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>Worlds that look like a team's providers, and a reference that knows the most of them.</summary>
internal static class DemoScenario
{
    private const int OpenCodeModels = 40;
    private const int OpenAiModels = 25;
    private const int GatewayModels = 60;
    private static readonly string[] s_resellers = ["cloudberry", "tidepool", "millrace", "gridstone"];

    /// <param name="worlds">Where they go.</param>
    /// <param name="today">From which the ends of models are counted.</param>
    public static void Fill(WorldSet worlds, DateOnly today)
    {
        List<WorldModel> resold = [.. DemoCatalog.Models.Take(OpenCodeModels).Select((model, number) => model with { Provider = s_resellers[number % s_resellers.Length] })];
        List<WorldModel> direct = [.. DemoCatalog.Models.Skip(20).Take(OpenAiModels).Select(model => model with { Provider = "harbour" })];
        List<WorldModel> routed = [.. DemoCatalog.Models.Take(GatewayModels).Select(model => model with { Provider = "switchyard", Id = $"{model.Provider}/{model.Id}" })];

        var openCode = worlds.Create(new() { Name = "opencode", Protocol = ProtocolName.OpenCode });
        openCode.AddRange(resold);
        openCode.Connect([.. s_resellers.Take(2)]);

        worlds.Create(new() { Name = "openai", Protocol = ProtocolName.OpenAi, Key = "sim-key" }).AddRange(direct);
        worlds.Create(new() { Name = "gateway", Protocol = ProtocolName.OpenAi, Flavour = Flavour.Gateway, PageSize = 20 }).AddRange(routed);
        worlds.Create(new() { Name = "vllm", Protocol = ProtocolName.OpenAi, Flavour = Flavour.Vllm }).AddRange(Served());

        List<WorldModel> known = [.. DemoWorlds.Fill(worlds, today).Select(DemoStory.AsTheReferenceSaysIt)];
        worlds.Create(new() { Name = "models-dev", Protocol = ProtocolName.ModelsDev, Script = DemoStory.OfTheReference })
            .AddRange([.. resold.Concat(direct).Concat(routed).Select(AsTheReferenceKnowsIt), .. known]);
        worlds.Create(new() { Name = "litellm-prices", Protocol = ProtocolName.LiteLlmPrices }).AddRange(known.Select(DemoStory.AsThePriceMapSaysIt));
    }

    private static IEnumerable<WorldModel> Served() => DemoCatalog.Models
        .Where(model => model.Id is "holm-4-8b" or "samphire-1-8b")
        .Select(model => model with { Provider = "vllm", Id = $"{model.OwnedBy}/{model.Id}-instruct", OwnedBy = null });

    /// <summary>Every ninth row lags behind a price cut, so that sources can be seen to differ.</summary>
    private static WorldModel AsTheReferenceKnowsIt(WorldModel model, int number) => number % 9 == 8 && model.Cost is { Input: { } input, Output: { } output } cost
        ? model with { Cost = cost with { Input = PriceDraw.Plain(input * 1.25m), Output = PriceDraw.Plain(output * 1.25m) } }
        : model;
}
