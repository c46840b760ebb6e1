using System.Globalization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>Gives a model the facts that only some wires can show. They follow from the model alone, not from the dice that drew it.</summary>
internal static class Dressing
{
    public static WorldModel Of(WorldSpec spec, WorldModel model, string size)
    {
        var dice = Dice.For(0, $"{spec.Protocol}/{model.Id}");
        return spec.Protocol switch
        {
            ProtocolName.OpenCode or ProtocolName.ModelsDev or ProtocolName.OpenAi => model,
            ProtocolName.Ollama or ProtocolName.LmStudio => Local(model, size, dice),
            ProtocolName.Anthropic => Aging(model, dice) with { Created = dice.Chance(0.05) ? 0 : null },
            ProtocolName.Copilot => Tiered(model, dice) with { Policy = dice.Chance(0.15) ? "disabled" : dice.Chance(0.8) ? "enabled" : null },
            ProtocolName.OpenRouter => Tiered(Aging(model, dice), dice),
            ProtocolName.LiteLlm or ProtocolName.LiteLlmPrices => Tiered(model, dice),
            ProtocolName.Mistral => Aging(model, dice) with { Aliases = dice.Chance(0.3) ? [$"{model.Id}-latest"] : null },
            _ => model with { Description = $"{model.Name}, made for {dice.Pick("long documents", "quick answers", "code", "conversation")}." },
        };
    }

    /// <summary>A model whose end is known: what is deprecated has the days of it, and some of it is gone.</summary>
    public static WorldModel Aging(WorldModel model, Dice dice)
    {
        if (model.Status != "deprecated" && !dice.Chance(0.06))
        {
            return model;
        }

        var born = DateOnly.TryParseExact(model.ReleaseDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : new(2025, 1, 1);
        var announced = born.AddDays(300 + dice.Below(200));
        return model with
        {
            Status = dice.Chance(0.3) ? "retired" : "deprecated",
            DeprecatedAt = TextOf(announced),
            RetiresAt = TextOf(announced.AddDays(60 + dice.Below(200))),
        };
    }

    /// <summary>A long prompt costs more with some models of a large context.</summary>
    private static WorldModel Tiered(WorldModel model, Dice dice) => model is { Limit.Context: >= 400_000, Cost: { Input: { } input, Output: { } output } cost } && dice.Chance(0.5)
        ? model with
        {
            Cost = cost with
            {
                LongContext = new() { From = 200_000, Input = PriceDraw.Plain(input * 2), Output = PriceDraw.Plain(output * 1.5m), CacheRead = cost.CacheRead is { } read ? PriceDraw.Plain(read * 2) : null },
            },
        }
        : model;

    /// <summary>A file on a disk. Nothing is paid for it.</summary>
    private static WorldModel Local(WorldModel model, string size, Dice dice)
    {
        var billions = size is [>= '0' and <= '9', ..] ? int.Parse(size.TrimEnd('b'), CultureInfo.InvariantCulture) : dice.Pick(1, 3, 8, 14);
        var quantization = dice.Pick("Q4_K_M", "Q4_K_M", "Q5_K_M", "Q8_0", "F16");
        var loaded = dice.Chance(0.15);
        return model with
        {
            Cost = null,
            OpenWeights = true,
            ParameterSize = billions.ToString("0.0", CultureInfo.InvariantCulture) + "B",
            Quantization = quantization,
            Size = billions * 1_000_000_000L * BitsOf(quantization) / 8,
            Digest = DigestOf(dice),
            Loaded = loaded ? true : null,
            LoadedContext = loaded ? dice.Pick(4096L, 8192, 32_768) : null,
        };
    }

    /// <summary>Bits that a parameter takes, with what surrounds it.</summary>
    private static int BitsOf(string quantization) => quantization switch
    {
        "F16" => 16,
        "Q8_0" => 9,
        "Q5_K_M" => 6,
        _ => 5,
    };

    /// <summary>The hash of a file that does not exist.</summary>
    public static string DigestOf(Dice dice) => $"{dice.Next():x16}{dice.Next():x16}{dice.Next():x16}{dice.Next():x16}";

    public static string TextOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
