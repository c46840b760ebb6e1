using System.Text;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>
/// Values that repeat within one read (families, packages, modalities, providers, connections) exist once. Looked up by the
/// bytes that SQLite holds, so that a repeated value is not even made. Lives as long as the read.
/// </summary>
internal sealed class SharedValues
{
    private const int LongestShared = 256;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldValue> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldValue> _structures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public SharedValues() => _byText = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestShared)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> buffer = stackalloc char[LongestShared];
        return Share(buffer[..Encoding.UTF8.GetChars(utf8, buffer)]);
    }

    /// <summary>The string or property name that the reader stands on.</summary>
    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestShared)
        {
            return reader.GetString()!;
        }

        Span<char> buffer = stackalloc char[LongestShared];
        return Share(buffer[..reader.CopyString(buffer)]);
    }

    /// <summary>A list of words, known by its JSON text; a structure where the list holds something else.</summary>
    public FieldValue Words(ReadOnlySpan<byte> json) => Share(json, _words, static text =>
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateArray().All(word => word.ValueKind is JsonValueKind.String)
            ? FieldValue.Words([.. document.RootElement.EnumerateArray().Select(word => word.GetString()!)])
            : FieldValue.Json(CanonicalJson.FromStored(text));
    });

    /// <summary>A structure. Our writer escapes as <see cref="CanonicalJson"/> does, so what stands there is canonical already.</summary>
    public FieldValue Structure(ReadOnlySpan<byte> json) =>
        Share(json, _structures, static text => FieldValue.Json(CanonicalJson.FromStored(text)));

    private static FieldValue Share(ReadOnlySpan<byte> json, Dictionary<string, FieldValue> known, Func<string, FieldValue> make)
    {
        if (json.Length > LongestShared)
        {
            return make(Encoding.UTF8.GetString(json));
        }

        Span<char> buffer = stackalloc char[LongestShared];
        var text = buffer[..Encoding.UTF8.GetChars(json, buffer)];
        if (!known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var value))
        {
            var key = text.ToString();
            known.Add(key, value = make(key));
        }

        return value;
    }

    private string Share(ReadOnlySpan<char> text)
    {
        if (!_byText.TryGetValue(text, out var shared))
        {
            shared = text.ToString();
            _texts.Add(shared, shared);
        }

        return shared;
    }
}
