namespace Tamma.Providers.Redaction;

/// <summary>A part of a page, end excluded.</summary>
internal readonly record struct PageRange(int Start, int End, PageRangeKind Kind)
{
    /// <summary>A whole value keeps its quotes; a part of a text stands inside those that are there.</summary>
    public ReadOnlySpan<byte> Replacement => Kind is PageRangeKind.Repeated ? "[redacted]"u8 : "\"[redacted]\""u8;
}
