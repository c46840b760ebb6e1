namespace Tamma.Client;

/// <summary>Where a name points at one provider and where it pointed before, as the provider's rows say.</summary>
public sealed record PointerResponse
{
    /// <summary>As the provider writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Whose name it is: elsewhere the same name may point elsewhere.</summary>
    public required string Provider { get; init; }

    /// <summary>Newest first; they do not overlap. A time in none of them is a time of which nothing is known.</summary>
    public required IReadOnlyList<PointerRangeResponse> Ranges { get; init; }
}

/// <summary>A time in which a name pointed to the same.</summary>
public sealed record PointerRangeResponse
{
    /// <summary>The provider's ids for it; several where its rows contradict each other.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The canonical model, where the targets are one that is known.</summary>
    public string? Canonical { get; init; }

    /// <summary>The field that says so: <c>alias_of</c>, <c>aliases</c> or <c>canonical_id</c>.</summary>
    public required string Field { get; init; }

    /// <summary>When the catalogue first saw it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary><c>moved</c>: it pointed elsewhere until then. <c>first_seen</c>: it may have pointed here before, and nobody was looking.</summary>
    public required string FromIs { get; init; }

    /// <summary>When it ended; null when it points here now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary><c>moved</c>: it pointed elsewhere from then. <c>last_seen</c>: after that nobody says where it points. Null when it points here now.</summary>
    public string? ToIs { get; init; }
}
