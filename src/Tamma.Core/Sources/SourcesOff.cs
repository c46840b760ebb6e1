using System.Collections.Immutable;

namespace Tamma.Sources;

/// <summary>Public documents that could be read and are not.</summary>
public sealed record SourcesOff(ImmutableArray<ReferenceSourceOptions> All);
