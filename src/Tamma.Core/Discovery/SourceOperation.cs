using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>A source as discovery runs it.</summary>
/// <param name="Interval">Between the start of one run and the next.</param>
/// <param name="Optional">Looked for and not asked for: nothing there is no failure.</param>
/// <param name="Kind">What it is, for people: the provider type, or <c>reference</c>.</param>
/// <param name="Address">Where it is read from.</param>
public sealed record SourceOperation(IListing Listing, TimeSpan Interval, bool Optional, string Kind, string Address, ListingScope Listings);
