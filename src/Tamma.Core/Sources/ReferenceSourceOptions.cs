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

    public required SourceId Id { get; init; }

    /// <summary><c>http</c>, <c>https</c> or <c>file</c>.</summary>
    public required Uri Url { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>Whose rows are kept.</summary>
    public ListingScope Listings { get; init; } = ListingScope.MyProviders;
}
