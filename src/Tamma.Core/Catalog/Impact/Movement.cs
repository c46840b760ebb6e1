using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Impact;

/// <summary>In which way a value changed.</summary>
internal enum Movement
{
    Changed,
    Raised,
    Lowered,

    /// <summary>No became yes.</summary>
    Gained,

    /// <summary>Yes became no.</summary>
    Lost,

    /// <summary>Unknown became yes.</summary>
    KnownToBe,
    BecameKnown,
    BecameUnknown,

    /// <summary>A word went; others may have come.</summary>
    WordsLost,
    WordsAdded,
    Earlier,
    Later,
}

internal static class Movements
{
    public static Movement Of(FieldChange change, FieldType? type) => (change.Old, change.New) switch
    {
        (null, { IsFlag: true } now) when now.AsFlag() => Movement.KnownToBe,
        (null, _) => Movement.BecameKnown,
        (_, null) => Movement.BecameUnknown,
        ({ IsFlag: true }, { IsFlag: true } now) => now.AsFlag() ? Movement.Gained : Movement.Lost,
        ({ IsNumber: true } old, { IsNumber: true } now) => now.AsNumber() > old.AsNumber() ? Movement.Raised : Movement.Lowered,
        ({ IsWords: true } old, { IsWords: true } now) when old.AsWords().Except(now.AsWords(), StringComparer.Ordinal).Any() => Movement.WordsLost,
        ({ IsWords: true } old, { IsWords: true } now) when now.AsWords().Except(old.AsWords(), StringComparer.Ordinal).Any() => Movement.WordsAdded,

        // Partial dates sort as text: 2026 stands before 2026-03, as early as it may be.
        ({ IsText: true } old, { IsText: true } now) when type is FieldType.Date =>
            string.CompareOrdinal(now.AsText(), old.AsText()) < 0 ? Movement.Earlier : Movement.Later,
        _ => Movement.Changed,
    };
}
