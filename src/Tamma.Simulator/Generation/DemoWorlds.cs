using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>The worlds of the demo that speak a provider's own wire.</summary>
internal static class DemoWorlds
{
    private const string Key = "sim-key";

    /// <summary>Makes the worlds and gives what the reference knows of them.</summary>
    public static IReadOnlyList<WorldModel> Fill(WorldSet worlds, DateOnly today)
    {
        var anthropic = Make(worlds, new() { Name = "anthropic", Protocol = ProtocolName.Anthropic, Key = Key, PageSize = 5 }, Of("aurora", "halcyon").Take(12));
        anthropic.TryReplace(DemoStory.Last, model => DemoStory.Ending(model, today));
        var gemini = Make(worlds, new() { Name = "gemini", Protocol = ProtocolName.Gemini, Key = Key }, Of("tessellate", "orrery").Take(10));
        Make(worlds, new() { Name = "copilot", Protocol = ProtocolName.Copilot, Key = Key }, DemoCatalog.Models.Take(16));
        var zen = Make(worlds, new() { Name = "zen", Protocol = ProtocolName.Zen, Key = Key }, DemoCatalog.Models.Skip(4).Take(20));
        var zai = Make(worlds, new() { Name = "zai", Protocol = ProtocolName.Zai, Key = Key }, Of("quillon").Take(8));
        Make(worlds, new() { Name = "ollama", Protocol = ProtocolName.Ollama }, Weights().Take(8), model => $"{model.Family}:{SizeOf(model)}");
        Make(worlds, new() { Name = "lmstudio", Protocol = ProtocolName.LmStudio }, Weights().Take(6), model => $"{model.OwnedBy}/{model.Id}");
        var router = Make(worlds, new() { Name = "openrouter", Protocol = ProtocolName.OpenRouter, Key = Key, Script = DemoStory.OfTheRouter }, DemoCatalog.Models, model => $"{model.OwnedBy}/{model.Id}");
        Make(worlds, new() { Name = "litellm", Protocol = ProtocolName.LiteLlm, Key = Key }, DemoCatalog.Models.Skip(10).Take(12));

        return
        [
            .. Known(anthropic, "sim-anthropic"),
            .. Known(gemini, "sim-google"),
            .. Known(zai, "sim-zai"),
            .. Known(zen, "sim-zen"),
            .. Known(router, "sim-openrouter"),
        ];
    }

    private static World Make(WorldSet worlds, WorldSpec spec, IEnumerable<WorldModel> models, Func<WorldModel, string>? id = null)
    {
        var world = worlds.Create(spec);
        List<WorldModel> dressed = [.. models.Select(model => Dress(spec, model with { Id = id?.Invoke(model) ?? model.Id }))];
        world.AddRange(dressed.Select((model, number) => OddRows.Of(spec, model, number, dressed[0])));
        return world;
    }

    private static WorldModel Dress(WorldSpec spec, WorldModel model) => Dressing.Of(spec, model with { Provider = spec.Name }, SizeOf(model));

    /// <summary>The last part of an id, when it is a size.</summary>
    private static string SizeOf(WorldModel model) => model.Id.Split('-', ':')[^1] is [>= '0' and <= '9', .., 'b'] size ? size : "latest";

    private static IEnumerable<WorldModel> Of(params string[] labs) => DemoCatalog.Models.Where(model => labs.Contains(model.OwnedBy, StringComparer.Ordinal));

    private static IEnumerable<WorldModel> Weights() => DemoCatalog.Models.Where(model => model.OpenWeights == true);

    /// <summary>The reference has the models, and neither routers nor names that only point at others.</summary>
    private static IEnumerable<WorldModel> Known(World world, string provider) => world.Read().Models
        .Where(model => model is { Kind: null, AliasOf: null })
        .Select(model => model with { Provider = provider, Name = model.Name ?? model.Id, Status = model.Status == "retired" ? "deprecated" : model.Status });
}
