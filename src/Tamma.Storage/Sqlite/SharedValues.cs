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
    private readonly Dictionary<string, FieldValue> _structures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly Dictionary<string, FieldValue>.AlternateLookup<ReadOnlySpan<char>> _byStructure;

    public SharedValues()
    {
        _byText = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        _byStructure = _structures.GetAlternateLookup<ReadOnlySpan<char>>();
    }

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

    /// <summary>A list or a structure, known by its JSON text; equal text gives the same object.</summary>
    public FieldValue Structure(ReadOnlySpan<byte> json, Func<string, FieldValue> make)
    {
        if (json.Length > LongestShared)
        {
            return make(Encoding.UTF8.GetString(json));
        }

        Span<char> buffer = stackalloc char[LongestShared];
        var text = buffer[..Encoding.UTF8.GetChars(json, buffer)];
        if (!_byStructure.TryGetValue(text, out var value))
        {
            var key = text.ToString();
            value = make(key);
            _structures.Add(key, value);
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
