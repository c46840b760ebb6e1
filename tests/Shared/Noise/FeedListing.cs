using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Tests.Shared.Noise;

/// <summary>The real feed as a source that is read: each answer is the whole document as it stands.</summary>
internal sealed class FeedListing(ChangeReplay feed, TimeProvider time) : IListing
{
    /// <summary>As long as the mark that the product puts before its hashes.</summary>
    private const string Mark = "0123456789abcdef";

    public Source Source { get; } = new() { Id = SourceId.ModelsDev };

    public string? Credential => null;

    /// <summary>The last commit that the document holds.</summary>
    public string Commit { get; set; } = "";

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var hash = Mark + Commit;
        return Task.FromResult<Listing>(previous is not null && previous.RawHash == hash ? new Listing.Unchanged(previous) : new Listing.Complete
        {
            Documents = [],
            Claims = [.. feed.Document(time.GetUtcNow()).OrderBy(claim => claim.Key)],
            State = new() { Source = Source.Id, RawHash = hash, ContentHash = hash },
        });
    }
}
