using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>A source as discovery runs it.</summary>
/// <param name="Interval">Between the start of one run and the next.</param>
/// <param name="Optional">Looked for and not asked for: nothing there is no failure.</param>
/// <param name="Kind">What it is, for people: the provider type, or <c>reference</c>.</param>
/// <param name="Address">Where it is read from.</param>
public sealed record SourceOperation(IListing Listing, TimeSpan Interval, bool Optional, string Kind, string Address, ListingScope Listings)
{
    /// <summary>Longest time for one run where it is not that of all sources.</summary>
    public TimeSpan? RunTimeout { get; init; }

    /// <summary>A local server that was found: it comes and goes, so nothing there is no failure even where something was.</summary>
    public bool ComesAndGoes { get; init; }

    /// <summary>A connection as discovery runs it.</summary>
    /// <exception cref="InvalidOperationException">No provider type has the connection's name.</exception>
    public static SourceOperation For(ConnectionOptions connection, IServiceProvider services)
    {
        var type = services.GetServices<ProviderType>().FirstOrDefault(candidate => candidate.Name == connection.Type)
            ?? throw new InvalidOperationException($"Connection '{connection.Id}' is of type '{connection.Type}', which no provider has.");
        return new(type.Create(connection, services), connection.Interval, connection.Optional, connection.Type, connection.Url.ToString(), connection.Listings)
        {
            RunTimeout = connection.Limits.RunTimeout,
        };
    }
}
