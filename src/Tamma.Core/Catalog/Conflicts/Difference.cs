namespace Tamma.Catalog.Conflicts;

/// <summary>How two statements differ, and what shows it.</summary>
/// <param name="OfFirst">For a difference of meaning: the first statement is the one that means something else.</param>
/// <param name="Shown">The path whose number shows it.</param>
/// <param name="By">The source that states that number; null for the other statement's own.</param>
public readonly record struct Difference(DifferenceKind Kind, bool OfFirst = false, string? Shown = null, SourceId? By = null)
{
    /// <summary>Shown by a conflict of one round number in units of 1,000 and of 1,024.</summary>
    internal const string Units = "units";

    public bool Agrees => Kind is DifferenceKind.None or DifferenceKind.Precision;

    public bool IsConflict => Kind is DifferenceKind.Conflict;

    public bool IsOfMeaning => !Agrees && !IsConflict;
}

/// <summary>How two statements of one field differ.</summary>
public enum DifferenceKind
{
    /// <summary>They say the same.</summary>
    None,

    /// <summary>The same as far as the less exact of the two can say it: float noise, a date without its day, another spelling of a word.</summary>
    Precision,

    /// <summary>They cannot both be right.</summary>
    Conflict,

    /// <summary>One is the other's input limit.</summary>
    InputLimit,

    /// <summary>One is the context without the room for the answer.</summary>
    ContextMinusOutput,

    /// <summary>One is the other's output limit.</summary>
    OutputLimit,

    /// <summary>One repeats the whole context window, so it is no limit of its own.</summary>
    WholeContext,

    /// <summary>One is the context as a single host or server holds it.</summary>
    ServedContext,

    /// <summary>One counts up to and with its last token, the other stops before it.</summary>
    Bound,

    /// <summary>One is another of the model's prices: cached, long context, audio, images.</summary>
    OtherPrice,

    /// <summary>One is the zero of a source that writes 0 for unknown.</summary>
    ZeroForUnknown,

    /// <summary>One is below zero, which marks a price that varies.</summary>
    NoPrice,

    /// <summary>Each source words this in its own way.</summary>
    OwnWords,

    /// <summary>A field that nobody here knows: whether both mean the same is not known.</summary>
    UnknownField,
}
