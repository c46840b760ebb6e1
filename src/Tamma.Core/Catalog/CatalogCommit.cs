using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>All that becomes visible together, or not at all.</summary>
public sealed record CatalogCommit
{
    /// <summary>The catalogue position that this was computed from; the store refuses the commit when it has moved.</summary>
    public required long ExpectedPosition { get; init; }

    public required DateTimeOffset At { get; init; }

    public ImmutableArray<Document> Documents { get; init; } = [];

    /// <summary>New and changed claims; each replaces the current one of its source and key.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>Claims whose count of missing runs moved and which else say the same; no history is kept of that.</summary>
    public ImmutableArray<Claim> Recounted { get; init; } = [];

    /// <summary>Claims that end.</summary>
    public ImmutableArray<(SourceId Source, ModelKey Key)> Withdrawn { get; init; } = [];

    /// <summary>New versions, each beside the event that describes it. The store gives positions in this order.</summary>
    public ImmutableArray<(Model Model, EventDraft Event)> Versions { get; init; } = [];

    /// <summary>Rows whose current version keeps its number but has new origins, each with its event.</summary>
    public ImmutableArray<(Model Model, EventDraft Event)> Facts { get; init; } = [];

    /// <summary>Written last, after the positions of <see cref="Versions"/> and <see cref="Facts"/>.</summary>
    public ImmutableArray<EventDraft> Events { get; init; } = [];

    public SourceState? State { get; init; }
}
