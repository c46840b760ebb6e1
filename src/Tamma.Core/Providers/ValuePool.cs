using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers;

/// <summary>Ten thousand models repeat a few hundred words and numbers: each is made once for a listing.</summary>
internal sealed class ValuePool
{
    private const int Longest = 256;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<string, FieldValue?>.AlternateLookup<ReadOnlySpan<char>> _numbers = new Dictionary<string, FieldValue?>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">A JSON string.</param>
    public string Text(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.Contains((byte)'\\') ? Share(text.GetString()!) : Text(raw);
    }

    /// <param name="name">Raw UTF-8 of a member's name.</param>
    public string Name(JsonProperty name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(name);
        return raw.Contains((byte)'\\') ? Share(name.Name) : Text(raw);
    }

    public string Share(ReadOnlySpan<char> text)
    {
        if (!_texts.TryGetValue(text, out var shared))
        {
            shared = text.ToString();
            _texts.Set.Add(shared);
        }

        return shared;
    }

    /// <returns>Null where a decimal cannot hold it exactly.</returns>
    public FieldValue? Number(JsonElement number)
    {
        var raw = JsonMarshal.GetRawUtf8Value(number);
        if (raw.Length > Longest)
        {
            return null;
        }

        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.UTF8.GetChars(raw, text)];
        if (!_numbers.TryGetValue(text, out var value))
        {
            value = Decimals.TryParse(text, out var exact) ? FieldValue.Number(exact) : null;
            _numbers[text] = value;
        }

        return value;
    }

    private string Text(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > Longest)
        {
            return Encoding.UTF8.GetString(raw);
        }

        Span<char> text = stackalloc char[Longest];
        return Share(text[..Encoding.UTF8.GetChars(raw, text)]);
    }
}
