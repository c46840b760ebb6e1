using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Sources;

/// <summary>A public document that we can read. A source is a folder and one registration of this.</summary>
/// <param name="Id">Of the source in the catalogue.</param>
/// <param name="Meaning">One sentence for people.</param>
/// <param name="Create">Makes its reader.</param>
public sealed record ReferenceSourceType(SourceId Id, string Meaning, Func<ReferenceSourceOptions, IServiceProvider, IListing> Create);
