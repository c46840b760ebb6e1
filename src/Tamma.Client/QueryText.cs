using System.Globalization;
using System.Text;

namespace Tamma.Client;

/// <summary>Writes the query of an address; what is null is left out.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder _text = new();

    public QueryText Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length is 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public QueryText Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public QueryText Add(string name, DateTimeOffset? value) =>
        Add(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    public QueryText Add<T>(string name, T? value)
        where T : struct, IFormattable =>
        Add(name, value?.ToString(null, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
