using System.Globalization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Generation;

/// <summary>The models of the demo as their laboratories know them: provider is the laboratory, id is without it.</summary>
internal static class DemoCatalog
{
    private static readonly Line[] s_lines =
    [
        new("aurora", "borealis", "2", new(2026, 3, 12), 2.5m, 400_000, ["text", "image", "pdf"], Reasons: true, ["", "mini", "nano"]),
        new("aurora", "borealis", "2.5", new(2026, 8, 4), 3m, 1_000_000, ["text", "image", "pdf"], Reasons: true, ["", "mini", "max"]),
        new("aurora", "australis", "1", new(2025, 6, 18), 1.25m, 200_000, ["text", "image"], Reasons: false, ["", "mini", "nano"]),
        new("aurora", "corona", "1.5", new(2026, 1, 27), 4m, 128_000, ["text", "audio"], Reasons: false, ["", "mini"]),
        new("fjordwerk", "skerry", "3", new(2026, 5, 20), 2m, 262_144, ["text", "image"], Reasons: true, ["", "flash", "coder"]),
        new("fjordwerk", "holm", "4", new(2026, 2, 9), 0.9m, 131_072, ["text"], Reasons: false, ["8b", "32b", "70b"]),
        new("fjordwerk", "strand", "2", new(2025, 9, 30), 0.6m, 65_536, ["text"], Reasons: false, ["", "mini"]),
        new("quillon", "stanza", "5", new(2026, 6, 2), 5m, 200_000, ["text", "image", "pdf"], Reasons: true, ["", "flash", "pro"]),
        new("quillon", "couplet", "1", new(2025, 11, 11), 0.4m, 32_768, ["text"], Reasons: false, ["", "nano"]),
        new("quillon", "folio", "2", new(2026, 4, 15), 1.5m, 1_048_576, ["text", "pdf"], Reasons: false, ["", "mini"]),
        new("basalt-labs", "obsidian", "1.5", new(2025, 12, 1), 0.8m, 131_072, ["text"], Reasons: true, ["", "32b", "120b"]),
        new("basalt-labs", "gneiss", "2", new(2026, 7, 21), 0.7m, 131_072, ["text", "image"], Reasons: false, ["8b", "70b"]),
        new("basalt-labs", "scoria", "1", new(2025, 4, 3), 0.25m, 32_768, ["text"], Reasons: false, ["8b", "32b"]),
        new("tessellate", "mosaic", "3.5", new(2026, 3, 30), 1m, 262_144, ["text", "image", "video"], Reasons: true, ["", "mini", "flash"]),
        new("tessellate", "parquet", "1", new(2025, 8, 25), 0.5m, 65_536, ["text"], Reasons: false, ["", "coder"]),
        new("halcyon", "kingfisher", "4", new(2026, 6, 23), 3m, 400_000, ["text", "image"], Reasons: true, ["", "mini", "pro"]),
        new("halcyon", "heron", "2", new(2026, 1, 8), 1.2m, 200_000, ["text", "image"], Reasons: false, ["", "flash", "nano"]),
        new("halcyon", "curlew", "1.5", new(2025, 10, 14), 0.3m, 131_072, ["text"], Reasons: false, ["8b", "32b"]),
        new("lumenfold", "facet", "2", new(2026, 5, 6), 2.2m, 128_000, ["text", "image"], Reasons: true, ["", "mini"]),
        new("lumenfold", "lantern", "1", new(2025, 7, 9), 0.75m, 65_536, ["text", "audio"], Reasons: false, ["", "nano"]),
        new("orrery", "epicycle", "3", new(2026, 8, 18), 1.8m, 320_000, ["text", "image", "pdf"], Reasons: true, ["", "flash", "max"]),
        new("orrery", "armilla", "2", new(2026, 2, 24), 0.95m, 200_000, ["text"], Reasons: false, ["", "coder"]),
        new("saltmarsh", "samphire", "1", new(2026, 4, 28), 0.35m, 131_072, ["text"], Reasons: false, ["8b", "70b"]),
        new("saltmarsh", "reedbed", "2.5", new(2026, 7, 7), 0.45m, 65_536, ["text", "image"], Reasons: false, ["", "32b"]),
    ];

    /// <summary>All of them, in an order that mixes the laboratories.</summary>
    public static IReadOnlyList<WorldModel> Models { get; } =
        [.. s_lines.SelectMany(line => line.Sizes.Select((size, place) => (Line: line, Size: size, Place: place)))
            .OrderBy(entry => entry.Place)
            .Select(entry => Of(entry.Line, entry.Size))];

    private static WorldModel Of(Line line, string size)
    {
        var released = line.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new()
        {
            Provider = line.Lab,
            Id = size.Length > 0 ? $"{line.Family}-{line.Version}-{size}" : $"{line.Family}-{line.Version}",
            Name = ModelNames.NameOf(line.Family, line.Version, size),
            Family = line.Family,
            OwnedBy = line.Lab,
            Cost = PriceDraw.Of(line.Price * PriceFactorOf(size), outputFactor: 4, cacheFactor: 0.1m),
            Limit = new() { Context = line.Context, Output = Math.Min(line.Context / 4, 64_000) },
            Modalities = new() { Input = line.Input },
            Reasoning = line.Reasons,
            ToolCall = size != "nano",
            StructuredOutput = size != "nano",
            Temperature = !line.Reasons,
            OpenWeights = size is [>= '0' and <= '9', ..],
            Knowledge = line.Released.AddMonths(-7).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ReleaseDate = released,
            LastUpdated = released,
            Status = line.Released < new DateOnly(2025, 5, 1) ? "deprecated" : null,
        };
    }

    private static decimal PriceFactorOf(string size) => size switch
    {
        "nano" or "8b" => 0.05m,
        "mini" or "flash" or "32b" => 0.2m,
        "coder" or "70b" => 0.6m,
        "pro" or "max" => 4m,
        _ => 1m,
    };

    private sealed record Line(
        string Lab, string Family, string Version, DateOnly Released, decimal Price, long Context, string[] Input, bool Reasons, string[] Sizes);
}
