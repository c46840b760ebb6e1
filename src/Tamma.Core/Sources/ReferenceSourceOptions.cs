using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Sources;

/// <summary>A public document of claims that is read from time to time.</summary>
public sealed record ReferenceSourceOptions
{
    public static ReferenceSourceOptions ModelsDev { get; } = new()
    {
        Id = SourceId.ModelsDev,
        Url = new("https://models.dev/api.json"),
        Interval = TimeSpan.FromHours(24),
    };

    /// <summary>The address of what comes with the program.</summary>
    public static Uri Bundled { get; } = new("bundled:baseline");

    /// <summary>Read every day all the same: a new build brings new facts.</summary>
    public static ReferenceSourceOptions Baseline { get; } = new()
    {
        Id = SourceId.Baseline,
        Url = Bundled,
        Interval = TimeSpan.FromHours(24),
    };

    public required SourceId Id { get; init; }

    /// <summary><c>http</c>, <c>https</c> or <c>file</c>; <see cref="Bundled"/> for what comes with the program.</summary>
    public required Uri Url { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>It needs another machine to answer.</summary>
    public bool IsRemote => Url is { IsFile: false, IsLoopback: false } && Url != Bundled;

    /// <summary>Whose rows are kept.</summary>
    public ListingScope Listings { get; init; } = ListingScope.MyProviders;
}
