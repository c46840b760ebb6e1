using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.Wire;

/// <summary>The lines of a table.</summary>
internal static class Member
{
    public static WireField Text(string path, string field) => Mapped(path, field, WireValues.Text);

    public static WireField Flag(string path, string field) => Mapped(path, field, WireValues.Flag);

    public static WireField Words(string path, string field) => Mapped(path, field, WireValues.Words);

    /// <summary>A number of tokens: zero and negative mean unknown.</summary>
    public static WireField Limit(string path, string field) => Mapped(path, field, WireValues.Limit);

    /// <summary>Any number, also one that is written as text.</summary>
    public static WireField Number(string path, string field) => Mapped(path, field, WireValues.Number);

    public static WireField Json(string path, string field) => Mapped(path, field, WireValues.Json);

    /// <summary>A date or an instant of RFC 3339, kept as a day; the Unix epoch is unknown.</summary>
    public static WireField Date(string path, string field) => Mapped(path, field, WireValues.Date);

    /// <summary>Seconds since the Unix epoch, kept as a day; zero is unknown.</summary>
    public static WireField UnixDate(string path, string field) => Mapped(path, field, WireValues.UnixDate);

    /// <summary>Dollars for one token, as a number or a decimal text; ours are for a million. Negative is unknown.</summary>
    public static WireField PricePerToken(string path, string field) => Mapped(path, field, WireValues.PricePerToken);

    /// <summary>A price that is already for a million tokens, or for one thing that is no token.</summary>
    public static WireField Price(string path, string field) => Mapped(path, field, WireValues.Price);

    /// <summary>A yes adds a word to a list; a no adds nothing.</summary>
    public static WireField Word(string path, string field, string word) =>
        Mapped(path, field, (value, member, row) =>
        {
            if (value.ValueKind is JsonValueKind.True)
            {
                row.AddWord(FieldRegistry.Models[field], word);
            }
            else if (value.ValueKind is not JsonValueKind.False)
            {
                row.Unknown(value, path);
            }
        });

    /// <summary>Read by a function of its own, which names the fields that it may set.</summary>
    public static WireField Custom(string path, string[] fields, WireRead read)
    {
        foreach (var field in fields)
        {
            _ = FieldRegistry.Models[field];
        }

        return new(path, WireUse.Mapped, [.. fields], null) { Read = read };
    }

    /// <summary>Read at the end of its row, together with others; what is of another kind is unknown.</summary>
    public static WireField Part(string path, string[] fields, params JsonValueKind[] kinds) =>
        Custom(path, fields, (value, _, row) =>
        {
            if (!kinds.Contains(value.ValueKind))
            {
                row.Unknown(value, path);
            }
        });

    /// <summary>Kept where the list has something in it.</summary>
    public static WireField KeptIfAny(string path, string because) => new(path, WireUse.Kept, [], because)
    {
        Read = (value, _, row) =>
        {
            if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > 0)
            {
                row.Keep(value, path);
            }
        },
    };

    public static WireField Kept(string path, string because) => new(path, WireUse.Kept, [], because) { Read = (value, _, row) => row.Keep(value, path) };

    public static WireField Structure(string path, string because) => new(path, WireUse.Structure, [], because) { Read = (_, _, _) => { } };

    public static WireField Ignored(string path, string because) => new(path, WireUse.Ignored, [], because) { Read = (_, _, _) => { } };

    /// <summary>Taken out of the page before anything reads it.</summary>
    public static WireField Secret(string path) => Ignored(path, WireField.MayHoldSecrets);

    private static WireField Mapped(string path, string field, WireRead read)
    {
        _ = FieldRegistry.Models[field];
        return new(path, WireUse.Mapped, [field], null) { Read = read };
    }
}
