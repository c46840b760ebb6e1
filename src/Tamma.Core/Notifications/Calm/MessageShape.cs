using System.Collections.Immutable;

namespace Tamma.Notifications.Calm;

/// <summary>How events are told in a message. Kept with a delivery, so that each try has the same body.</summary>
public sealed record MessageShape(MessageForm Form)
{
    public static MessageShape Each { get; } = new(MessageForm.Each);

    public static MessageShape Folded { get; } = new(MessageForm.Folded);

    /// <summary>What a digest says that it left out; null where that is nothing.</summary>
    public LeftOut? LeftOut { get; init; }
}

public enum MessageForm
{
    /// <summary>Each as it is.</summary>
    Each,

    /// <summary>Many alike as one.</summary>
    Folded,

    /// <summary>All as one, with a summary.</summary>
    Digest,
}

/// <summary>What undid itself.</summary>
/// <param name="Events">How many.</param>
/// <param name="Subjects">Of how many models, providers and connections.</param>
/// <param name="Examples">Some of those.</param>
public sealed record LeftOut(int Events, int Subjects, ImmutableArray<string> Examples);
