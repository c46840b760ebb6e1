using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Wire;

namespace Tamma.Sources;

/// <summary>A public document that we can read. A source is a folder and one registration of this.</summary>
/// <param name="Id">Of the source in the catalogue.</param>
/// <param name="Meaning">One sentence for people.</param>
/// <param name="Create">Makes its reader.</param>
public sealed record ReferenceSourceType(SourceId Id, string Meaning, Func<ReferenceSourceOptions, IServiceProvider, IListing> Create)
{
    /// <summary>All that its rows are known to hold; null where they are written in our own words.</summary>
    public WireMap? Map { get; init; }
}
