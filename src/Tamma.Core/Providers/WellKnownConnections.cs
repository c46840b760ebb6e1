using System.Collections.Immutable;

namespace Tamma.Providers;

/// <summary>What can be connected without a configuration, by what the environment names.</summary>
/// <param name="Unusable">Variables that are set and lead to no connection, each with the reason.</param>
public sealed record WellKnownConnections(ImmutableArray<ConnectionOptions> Connections, ImmutableArray<(string Variable, string Reason)> Unusable);
