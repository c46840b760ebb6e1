namespace Tamma.Events;

/// <summary>An event before the log has given it a place.</summary>
public sealed record EventDraft
{
    public required Guid Id { get; init; }

    /// <summary>Snake_case name, for example <c>model_updated</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Subject: the provider, alone or with <see cref="ModelId"/>.</summary>
    public string? Provider { get; init; }

    public string? ModelId { get; init; }

    public string? Connection { get; init; }

    public Guid? RunId { get; init; }

    /// <summary>Who caused it when a person did: the principal's name.</summary>
    public string? Actor { get; init; }

    public Cause Cause { get; init; } = Cause.Provider;

    /// <summary>Given with its place in the log, by <see cref="EventSeverity"/>; what a draft says counts only where nobody judges.</summary>
    public Severity Severity { get; init; } = Severity.Info;

    /// <summary>Version of the shape of <see cref="Data"/> for this type.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>A JSON object, UTF-8. Enough to act on without asking back.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }
}

/// <summary>Why an event came to be. Alerts default to <see cref="Provider"/>.</summary>
public enum Cause
{
    /// <summary>The world changed.</summary>
    Provider,

    /// <summary>A source was read for the first time.</summary>
    SourceAdded,

    /// <summary>The resolution policy changed.</summary>
    Policy,

    /// <summary>We learned to read more.</summary>
    Software,

    /// <summary>A person did it.</summary>
    Operator,
}

public enum Severity
{
    Info,
    Notice,
    Warning,
    Critical,
}
