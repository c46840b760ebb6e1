namespace Tamma.Client;

/// <summary>The whole catalogue as one document: what <c>GET /api/v1/export</c> answers and <c>tamma check --catalog</c> reads.</summary>
public sealed record CatalogueResponse
{
    /// <summary>What <see cref="Format"/> says.</summary>
    public const string FormatName = "tamma.catalogue";

    /// <summary>The version of the form that this library writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Always <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>Of the form, not of the content.</summary>
    public required int Version { get; init; }

    /// <summary>The log that <see cref="Position"/> counts in.</summary>
    public Guid LogId { get; init; }

    /// <summary>The catalogue at this position.</summary>
    public long Position { get; init; }

    /// <summary>The time for which it was written: stages of life are those of that time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary><c>mine</c> or <c>all</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>In key order, removed ones among them unless it was asked for another time.</summary>
    public required IReadOnlyList<ModelResponse> Models { get; init; }
}
