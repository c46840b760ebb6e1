using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>
/// Texts of JSON, half a surrogate pair included: servers cut a text between two tokens, and an emoji may lie across the cut as two
/// escapes. Each half is handed on as it is, so that the joined text is right.
/// </summary>
internal static class JsonText
{
    public static string Of(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.IndexOf((byte)'\\') < 0 ? Encoding.UTF8.GetString(raw) : Unescape(raw);
    }

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text.Append(Encoding.UTF8.GetString(raw[..at]));
            var isCode = raw[at + 1] == 'u';
            text.Append(isCode ? (char)ushort.Parse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : Plain(raw[at + 1]));
            raw = raw[(at + (isCode ? 6 : 2))..];
        }

        return text.Append(Encoding.UTF8.GetString(raw)).ToString();
    }

    private static char Plain(byte escaped) => (char)escaped switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        var other => other,
    };
}
