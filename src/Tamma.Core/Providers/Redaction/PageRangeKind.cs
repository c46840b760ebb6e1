namespace Tamma.Providers.Redaction;

internal enum PageRangeKind
{
    /// <summary>A value that is a secret by its name.</summary>
    Secret,

    /// <summary>A text with escapes in it, quotes included.</summary>
    Escaped,

    /// <summary>A part of a text that repeats a secret.</summary>
    Repeated,
}
