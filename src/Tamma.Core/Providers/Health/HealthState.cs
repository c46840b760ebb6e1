namespace Tamma.Providers.Health;

/// <summary>How a connection fares since when. Changes only by <see cref="HealthEngine.Next"/>.</summary>
public sealed record HealthState
{
    public required string Connection { get; init; }

    public HealthStatus Status { get; init; }

    /// <summary>When it came into this status.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why, for its operator.</summary>
    public required string Sentence { get; init; }

    /// <summary>The fault of the last sample; null when it was an answer.</summary>
    public ProviderFault? Fault { get; init; }

    /// <summary>Samples in a row without an answer.</summary>
    public int Failures { get; init; }

    /// <summary>Answers in a row, however they came.</summary>
    public int Successes { get; init; }

    /// <summary>Answers in a row that were slow or came only after several tries.</summary>
    public int Imperfect { get; init; }

    /// <summary>When it last answered; null when it never did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether it should be asked between its runs.</summary>
    public bool WantsChecks => Status is not HealthStatus.Healthy || Failures > 0;

    public static HealthState Unknown(string connection, DateTimeOffset now) =>
        new() { Connection = connection, Since = now, Sentence = $"{connection}: not asked yet." };
}
