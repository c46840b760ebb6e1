using System.Buffers;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.Wire;

/// <summary>Structures that we compose of several members of an answer.</summary>
internal static class WrittenJson
{
    public static FieldValue Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        using var written = JsonDocument.Parse(buffer.WrittenMemory);
        return FieldValue.Json(CanonicalJson.From(written.RootElement));
    }
}
