using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Perf.Search.Speed;

/// <summary>
/// 100,000 believable models, the same at every run: 400 providers that each sell 250 of some 7,000 models, known ones more often than
/// unknown ones. Numbers lie about where those of real catalogues lie; a part of each is not stated.
/// </summary>
internal static class MadeModels
{
    private const int Providers = 400;
    private const int OfEach = 250;
    private const int Different = 7_000;

    private static readonly DateTimeOffset s_at = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_known =
    [
        "gpt", "claude", "gemini", "llama", "qwen", "mistral", "deepseek", "glm", "kimi", "phi", "gemma", "command", "nova", "grok", "granite", "yi", "hermes", "falcon", "nemotron", "jamba", "olmo", "ernie",
        "minimax", "step", "seed", "sonar", "codestral", "mixtral", "pixtral", "devstral", "internlm", "baichuan", "solar", "exaone", "starcoder", "wizardlm", "vicuna", "zephyr", "dolphin", "orca",
    ];

    private static readonly string[] s_starts = ["ba", "co", "del", "fin", "gra", "hal", "jo", "kra", "lum", "mer", "nor", "or", "pel", "qua", "ris", "sol", "tar", "ul", "ven", "wes", "xe", "za"];
    private static readonly string[] s_ends = ["ba", "cus", "dia", "fex", "gon", "hra", "lia", "mon", "nix", "phor", "ra", "sis", "tron", "vex", "xa", "zor"];
    private static readonly string[] s_variants = ["", "", "mini", "nano", "pro", "flash", "turbo", "large", "small", "lite", "coder", "vision", "instruct", "chat", "thinking", "preview", "max", "air", "embed", "audio"];
    private static readonly string[] s_sizes = ["", "", "", "1b", "3b", "4b", "7b", "8b", "13b", "14b", "27b", "32b", "70b", "72b", "120b", "235b", "405b"];
    private static readonly string[] s_tails = ["", "", "", "", "latest", "fp8", "awq", "q4_k_m", "20250514", "20260301", "2025-08-07", "0905", "free", "exacto"];
    private static readonly decimal[] s_contexts = [8_192, 16_384, 32_768, 65_536, 128_000, 131_072, 200_000, 256_000, 262_144, 400_000, 1_000_000, 1_048_576];
    private static readonly string[] s_sellers = ["ai", "cloud", "hub", "labs", "router", "inference", "compute", "gateway", "stack", "works"];

    public static CatalogSnapshot Make()
    {
        var random = new Random(8_218);
        string[] families = [.. s_known, .. Enumerable.Range(0, 160).Select(_ => Word(random)).Distinct(StringComparer.Ordinal)];
        var models = Enumerable.Range(0, Different).Select(_ => Named(families, random)).DistinctBy(model => model.Id).ToArray();
        List<Model> rows = new(Providers * (OfEach + 1));
        HashSet<string> taken = new(StringComparer.Ordinal);
        for (var provider = 0; provider < Providers; provider++)
        {
            var name = $"{Word(random)} {s_sellers[random.Next(s_sellers.Length)]}";
            var id = taken.Add(name.Replace(' ', '-')) ? name.Replace(' ', '-') : string.Create(CultureInfo.InvariantCulture, $"{name.Replace(' ', '-')}-{provider}");
            rows.Add(RealModels.Row(ModelKey.ForProvider(id), new FieldSet.Builder().Set(FieldRegistry.Providers["name"], FieldValue.Text(name)).Build()));
            HashSet<string> sold = new(StringComparer.Ordinal);
            while (sold.Count < OfEach)
            {
                var model = models[(int)(Math.Pow(random.NextDouble(), 2) * models.Length)];
                var tail = s_tails[random.Next(s_tails.Length)];
                var key = tail.Length == 0 ? model.Id : $"{model.Id}{(random.Next(3) == 0 ? ':' : '-')}{tail}";
                if (sold.Add(key))
                {
                    rows.Add(RealModels.Row(new(id, key), Fields(model, random)));
                }
            }
        }

        return CatalogSnapshot.Empty(Guid.Empty).WithSources([SourceId.ModelsDev]).With(rows, 1, s_at);
    }

    private static string Word(Random random) => s_starts[random.Next(s_starts.Length)] + (random.Next(2) == 0 ? s_ends[random.Next(s_ends.Length)] : "") + s_ends[random.Next(s_ends.Length)];

    private static NamedModel Named(string[] families, Random random)
    {
        var family = families[(int)(Math.Pow(random.NextDouble(), 1.7) * families.Length)];
        var version = random.Next(5) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 6)}{(random.Next(2) == 0 ? "" : $".{random.Next(1, 9)}")}");
        string[] parts = [.. new[] { family, version, s_variants[random.Next(s_variants.Length)], s_sizes[random.Next(s_sizes.Length)] }.Where(part => part.Length > 0)];
        var name = string.Join(' ', parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        var price = Math.Round((decimal)Math.Exp((random.NextDouble() * 6) - 3), 3);
        return new(family, random.Next(6) == 0 ? $"{family}-org/{string.Join('-', parts)}" : string.Join('-', parts), name, s_contexts[random.Next(s_contexts.Length)], price, random.Next(64));
    }

    private static FieldSet Fields(NamedModel model, Random random)
    {
        var registry = FieldRegistry.Models;
        var fields = new FieldSet.Builder()
            .Set(registry["name"], FieldValue.Text(model.Name))
            .Set(registry["family"], FieldValue.Text(model.Family))
            .Set(registry["tool_call"], FieldValue.Flag((model.Flags & 3) != 0))
            .Set(registry["reasoning"], FieldValue.Flag((model.Flags & 4) != 0))
            .Set(registry["open_weights"], FieldValue.Flag((model.Flags & 8) != 0))
            .Set(registry["modalities.input"], FieldValue.Words((model.Flags & 48) switch { 0 => ["text", "image", "pdf"], 16 => ["text", "image"], _ => ["text"] }))
            .Set(registry["modalities.output"], FieldValue.Words(model.Name.EndsWith("Audio", StringComparison.Ordinal) ? ["audio"] : ["text"]))
            .Set(registry["release_date"], FieldValue.Text(string.Create(CultureInfo.InvariantCulture, $"202{4 + (model.Flags % 3)}-{1 + (model.Flags % 12):00}-{1 + (model.Flags % 28):00}")));
        if (random.Next(12) != 0)
        {
            fields.Set(registry["limit.context"], FieldValue.Number(model.Context)).Set(registry["limit.output"], FieldValue.Number(Math.Min(model.Context, 64_000)));
        }

        if (random.Next(8) != 0)
        {
            var price = Math.Round(model.Price * (0.8m + (random.Next(40) / 100m)), 3);
            fields.Set(registry["cost.input"], FieldValue.Number(price)).Set(registry["cost.output"], FieldValue.Number(price * 4));
        }

        return fields.Build();
    }

    private sealed record NamedModel(string Family, string Id, string Name, decimal Context, decimal Price, int Flags);
}
