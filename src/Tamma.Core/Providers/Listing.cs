using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Providers;

/// <summary>A whole answer of a source. What could not be read whole is a <see cref="ProviderException"/> and never a listing.</summary>
public abstract record Listing
{
    private Listing()
    {
    }

    /// <summary>Bytes taken off the wire.</summary>
    public long Bytes { get; init; }

    /// <summary>Nothing has changed since the last good answer: the same bytes, or 304.</summary>
    public sealed record Unchanged(SourceState State) : Listing;

    public sealed record Complete : Listing
    {
        /// <summary>Redacted pages.</summary>
        public required ImmutableArray<Document> Documents { get; init; }

        /// <summary>One for each model and provider that the answer names, each key once, sorted by key.</summary>
        public required ImmutableArray<Claim> Claims { get; init; }

        /// <summary>Validators and hashes of this answer; <see cref="SourceState.ConfirmedAt"/> is set by the run.</summary>
        public required SourceState State { get; init; }

        /// <summary>Providers that the answer names and whose reference rows are left out on purpose: by the scope, or because they are offers now.</summary>
        public ImmutableHashSet<string> NotKept { get; init; } = [];

        /// <summary>Why it differs from the last answer: the world, or how we read it (another build, another scope).</summary>
        public Cause Cause { get; init; } = Cause.Provider;

        /// <summary>How often each leaf appeared that we do not know, by path. Kept as <c>extra.*</c>, never dropped.</summary>
        public ImmutableSortedDictionary<string, int> UnknownFields { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

        /// <summary>How often each reading rule was applied, by name, for example <c>zero_limit_is_unknown</c>.</summary>
        public ImmutableSortedDictionary<string, int> Rules { get; init; } = ImmutableSortedDictionary<string, int>.Empty;
    }
}
