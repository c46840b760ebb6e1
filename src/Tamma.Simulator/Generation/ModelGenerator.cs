using System.Globalization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>Invents plausible models. The same dice give the same models.</summary>
internal static class ModelGenerator
{
    public static IEnumerable<WorldModel> DrawMany(WorldSpec spec, long seed)
    {
        var dice = Dice.For(seed, "models");
        var count = spec.Generate?.Models ?? 0;
        var providers = spec.Generate?.Providers ?? 1;
        var taken = new HashSet<ModelKey>(count);
        WorldModel? first = null;
        for (var number = 0; number < count; number++)
        {
            // One server is one provider.
            var provider = spec.IsCatalogue ? Vocabulary.Provider(number % providers) : spec.Name;
            var model = Draw(dice, spec, provider, key => !taken.Add(key));
            first ??= model;
            yield return OddRows.Of(spec, model, number, first);
        }
    }

    /// <summary>One model whose key is not taken, of some day or of the day it is launched.</summary>
    public static WorldModel Draw(Dice dice, WorldSpec spec, string provider, Func<ModelKey, bool> isTaken, DateOnly? launched = null)
    {
        var lab = dice.Pick(Vocabulary.Labs);
        var family = dice.Pick<string>(lab.Families);
        var version = dice.Pick("1", "1.5", "2", "2.1", "2.5", "3", "3.5", "4", "4.2", "5");
        var size = dice.Pick("", "", "nano", "mini", "flash", "pro", "max", "coder", "8b", "32b", "70b", "120b");
        var drawn = new DateOnly(2024, 1, 15).AddDays(dice.Below(900));
        var released = launched ?? drawn;
        var id = UntakenId(dice, spec, lab, provider, size.Length > 0 ? $"{family}-{version}-{size}" : $"{family}-{version}", released, isTaken);
        var reasons = dice.Chance(0.4);
        var context = dice.Pick(8_192L, 32_768, 65_536, 128_000, 131_072, 200_000, 262_144, 400_000, 1_000_000, 1_048_576);

        var model = new WorldModel
        {
            Provider = provider,
            Id = id,
            Name = ModelNames.NameOf(family, version, size),
            Family = family,
            OwnedBy = spec.IsCatalogue || spec.Flavour is Flavour.Vllm or Flavour.LlamaCpp ? null : lab.Name,
            Cost = PriceDraw.Draw(dice),
            Limit = new() { Context = context, Output = Math.Min(context / 2, dice.Pick(4_096L, 8_192, 16_384, 32_768, 64_000, 128_000)) },
            Modalities = DrawModalities(dice),
            Reasoning = reasons,
            ToolCall = dice.Chance(0.75),
            StructuredOutput = dice.Chance(0.6),
            Temperature = !reasons || dice.Chance(0.5),
            OpenWeights = dice.Chance(0.35),
            Knowledge = released.AddMonths(-6).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ReleaseDate = DateOf(released),
            LastUpdated = DateOf(launched ?? released.AddDays(dice.Below(120))),
            Status = dice.Chance(0.04) ? dice.Pick("alpha", "beta", "deprecated") : null,
        };
        return launched is null ? Dressing.Of(spec, model, size) : Dressing.Of(spec, model with { Status = null }, size) with { Status = null, DeprecatedAt = null, RetiresAt = null };
    }

    private static string UntakenId(
        Dice dice, WorldSpec spec, Lab lab, string provider, string stem, DateOnly released, Func<ModelKey, bool> isTaken)
    {
        var hasVendor = spec.Flavour is Flavour.Gateway or Flavour.Vllm || spec.Protocol is ProtocolName.OpenRouter or ProtocolName.LmStudio;
        var prefix = hasVendor ? $"{lab.Name}/" : "";
        var suffix = spec.Flavour == Flavour.LlamaCpp ? "-Q4_K_M.gguf" : spec.Protocol == ProtocolName.Ollama ? ":latest" : "";
        var date = released.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var id = dice.Chance(0.3) ? $"{prefix}{stem}-{date}{suffix}" : $"{prefix}{stem}{suffix}";
        for (var revision = 1; isTaken(new(provider, id)); revision++)
        {
            id = revision == 1 ? $"{prefix}{stem}-{date}{suffix}" : $"{prefix}{stem}-{date}-r{revision}{suffix}";
        }

        return id;
    }

    private static ModelModalities DrawModalities(Dice dice)
    {
        List<string> input = ["text"];
        foreach (var (modality, probability) in (ReadOnlySpan<(string, double)>)[("image", 0.45), ("audio", 0.1), ("video", 0.06), ("pdf", 0.2)])
        {
            if (dice.Chance(probability))
            {
                input.Add(modality);
            }
        }

        return new() { Input = input, Output = dice.Chance(0.04) ? ["text", "image"] : ["text"] };
    }

    private static string DateOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
