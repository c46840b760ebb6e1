using System.Runtime.InteropServices;
using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Providers;

/// <summary>Where in a kept document something was read.</summary>
internal static class Slices
{
    /// <param name="element">Of a <see cref="JsonDocument"/> over the content of this very document.</param>
    public static DocumentSlice? Of(Document document, JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return document.Content.Span.Overlaps(raw, out var offset) ? new(document.Hash, offset, raw.Length) : null;
    }
}
