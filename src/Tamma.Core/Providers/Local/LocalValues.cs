using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Local;

/// <summary>Values that local servers write in forms of their own.</summary>
internal static class LocalValues
{
    /// <summary>The size of a network as people write it: <c>8.0B</c>, <c>334.09M</c>, <c>26B-A4B</c> (all of it before the dash, the active part behind).</summary>
    public static WireField Parameters(string path) => Member.Custom(path, ["parameters"], (value, member, row) =>
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : null;
        if (text is "")
        {
            row.Draft.Apply(LeafFields.EmptyText);
        }
        else if (text is not null && Parse(text) is { } count)
        {
            row.Set("parameters", FieldValue.Number(count), value, member);
        }
        else
        {
            row.Unknown(value, path);
        }
    });

    /// <summary>Kept where it says anything: these servers write an empty text for "none".</summary>
    public static WireField KeptText(string path, string because) => Member.Kept(path, because) with
    {
        Read = (value, _, row) =>
        {
            if (value.ValueKind is not JsonValueKind.String || !value.ValueEquals(""u8))
            {
                row.Keep(value, path);
            }
        },
    };

    public static decimal? Parse(string text)
    {
        var dash = text.IndexOf("-A", StringComparison.OrdinalIgnoreCase);
        var all = (dash < 0 ? text : text[..dash]).Trim();
        decimal times = all is [.., var unit] ? char.ToUpperInvariant(unit) switch
        {
            'K' => 1_000,
            'M' => 1_000_000,
            'B' => 1_000_000_000,
            'T' => 1_000_000_000_000,
            _ => 0,
        } : 0;
        return times > 0 && all.Length <= 12 && decimal.TryParse(all[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0 ? count * times : null;
    }
}
