using Tamma.Catalog;

namespace Tamma.Providers;

/// <summary>Reads all that one connection or public source lists. Safe to call again after any failure; one call at a time.</summary>
public interface IListing
{
    Source Source { get; }

    /// <summary>Names the credential for people, for example <c>OPENAI_API_KEY</c>; null when none is used.</summary>
    string? Credential { get; }

    /// <param name="previous">State after the last good answer; null on the first run or when a full read is wanted.</param>
    /// <param name="progress">Pages read so far.</param>
    /// <exception cref="ProviderException">The answer could not be read whole.</exception>
    Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken);
}
