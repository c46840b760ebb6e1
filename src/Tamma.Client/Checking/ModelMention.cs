namespace Tamma.Client.Checking;

/// <summary>A place in a text that may name a model.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Text">What stands there, without quotes.</param>
/// <param name="Under">The configuration key that it is the value of, as it is written; null when there is none.</param>
/// <param name="Kind">How sure it is that a model is meant.</param>
public readonly record struct ModelMention(int Line, int Column, string Text, string? Under, MentionKind Kind);

/// <summary>How sure it is that a text means a model, when no catalogue has been asked.</summary>
public enum MentionKind
{
    /// <summary>A quoted text; only a model when it is the name of one.</summary>
    Quoted,

    /// <summary>The value of a key that is used for models and for other things, such as <c>engine</c>; only a model when it is the name of one.</summary>
    Possible,

    /// <summary>The value of a key that names a model.</summary>
    Named,
}
