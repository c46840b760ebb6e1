using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Sources;

/// <summary>A public document of claims that is read from time to time.</summary>
public sealed record ReferenceSourceOptions
{
    private static readonly TimeSpan s_daily = TimeSpan.FromHours(24);

    public static ReferenceSourceOptions ModelsDev { get; } = new() { Id = SourceId.ModelsDev, Url = new("https://models.dev/api.json"), Interval = s_daily };

    public static ReferenceSourceOptions ModelsDevModels { get; } = new() { Id = SourceId.ModelsDevModels, Url = new("https://models.dev/models.json"), Interval = s_daily };

    public static ReferenceSourceOptions LiteLlm { get; } = new()
    {
        Id = SourceId.LiteLlm,
        Url = new("https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json"),
        Interval = s_daily,
        Enabled = false,
    };

    /// <summary>All of its rows are of one provider, so whoever switches it on wants them.</summary>
    public static ReferenceSourceOptions OpenRouter { get; } = new()
    {
        Id = SourceId.OpenRouter,
        Url = new("https://openrouter.ai/api/v1/models"),
        Interval = s_daily,
        Enabled = false,
        Listings = ListingScope.All,
    };

    /// <summary>The address of what comes with the program.</summary>
    public static Uri Bundled { get; } = new("bundled:baseline");

    /// <summary>Read every day all the same: a new build brings new facts.</summary>
    public static ReferenceSourceOptions Baseline { get; } = new() { Id = SourceId.Baseline, Url = Bundled, Interval = s_daily };

    /// <summary>Every source that can be configured, as it is when nobody says otherwise (architecture §10).</summary>
    public static ImmutableArray<ReferenceSourceOptions> Known { get; } = [ModelsDev, ModelsDevModels, LiteLlm, OpenRouter, Baseline];

    public required SourceId Id { get; init; }

    /// <summary><c>http</c>, <c>https</c> or <c>file</c>; <see cref="Bundled"/> for what comes with the program.</summary>
    public required Uri Url { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>It needs another machine to answer.</summary>
    public bool IsRemote => Url is { IsFile: false, IsLoopback: false } && Url != Bundled;

    /// <summary>Whether it is read.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is not read although it is enabled, with what changes that; null where nothing stands in its way.</summary>
    public string? OffBecause { get; init; }

    /// <summary>Whose rows are kept.</summary>
    public ListingScope Listings { get; init; } = ListingScope.MyProviders;

    /// <summary>Whether a source is made of it.</summary>
    public bool IsRead => Enabled && OffBecause is null;
}
