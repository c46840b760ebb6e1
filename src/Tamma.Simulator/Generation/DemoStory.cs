using System.Text.Json.Nodes;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>What the demo has to show: two catalogues that differ, an end that is near, and an hour in which prices move.</summary>
internal static class DemoStory
{
    /// <summary>Seconds of the worlds' clocks until it happens; whoever tells the story moves them so far.</summary>
    private const double AnHour = 3600;

    private const int DaysLeft = 12;
    private const int DaysSinceAnnounced = 48;

    /// <summary>One catalogue says ten times the price of what another still sells as ever.</summary>
    public static IReadOnlyList<ScriptStep> OfTheReference { get; } = [Patch("sim-zai", "stanza-5", """{"cost":{"input":50}}""")];

    /// <summary>Who bills asks more and gives less.</summary>
    public static IReadOnlyList<ScriptStep> OfTheRouter { get; } = [Patch(null, "quillon/stanza-5", """{"cost":{"input":6},"limit":{"output":32000}}""")];

    /// <summary>The one model whose end has been announced and is near.</summary>
    public static ModelKey Last { get; } = new("anthropic", "borealis-2");

    public static WorldModel Ending(WorldModel model, DateOnly today) => model with
    {
        Status = "deprecated",
        DeprecatedAt = Dressing.TextOf(today.AddDays(-DaysSinceAnnounced)),
        RetiresAt = Dressing.TextOf(today.AddDays(DaysLeft)),
    };

    /// <summary>The reference knows the longest prompt of one model apart from its window; the price map knows that number alone.</summary>
    public static WorldModel AsTheReferenceSaysIt(WorldModel model) => model is { Provider: "sim-zen", Id: "epicycle-3", Limit: { } limit }
        ? model with { Limit = limit with { Input = limit.Context - limit.Output } }
        : model;

    /// <summary>It lags behind a price, and has another window of one model.</summary>
    public static WorldModel AsThePriceMapSaysIt(WorldModel model) => model switch
    {
        { Provider: "sim-openrouter", Id: "halcyon/kingfisher-4", Cost: { Input: { } input } cost } => model with { Cost = cost with { Input = PriceDraw.Plain(input * 0.8m) } },
        { Provider: "sim-zen", Id: "heron-2", Limit: { } limit } => model with { Limit = limit with { Context = 128_000 } },
        _ => model,
    };

    private static ScriptStep Patch(string? provider, string id, string change) =>
        new() { AtSeconds = AnHour, Patch = new(id, JsonNode.Parse(change)!.AsObject(), provider) };
}
