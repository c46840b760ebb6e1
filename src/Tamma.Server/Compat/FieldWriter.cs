using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Server.Compat;

/// <summary>Writes known fields as members of somebody else's shape. What is unknown is not written: there is no zero, false or null for it.</summary>
internal readonly struct FieldWriter(Utf8JsonWriter json, FieldSet values, FieldRegistry? registry = null)
{
    private readonly FieldRegistry _registry = registry ?? FieldRegistry.Models;

    public Utf8JsonWriter Json => json;

    public FieldSet Values => values;

    public FieldValue? Find(string path) => values[_registry[path]];

    public bool Knows(string path) => Find(path) is not null;

    public string? Text(string path) => Find(path) is { IsText: true } value ? value.AsText() : null;

    public decimal? Number(string path) => Find(path) is { IsNumber: true } value ? value.AsNumber() : null;

    /// <summary>The value as it is.</summary>
    public FieldWriter Put(string member, string path)
    {
        if (Find(path) is { } value)
        {
            json.WritePropertyName(member);
            FieldSetJson.Write(json, value);
        }

        return this;
    }

    public FieldWriter Put(string path) => Put(path, path);

    /// <summary>A price of tokens in dollars for one of them, exact.</summary>
    public FieldWriter PerToken(string member, string path)
    {
        if (PerToken(path) is { } price)
        {
            json.WriteNumber(member, price);
        }

        return this;
    }

    /// <summary>The same as text, the way OpenRouter writes prices.</summary>
    public FieldWriter PerTokenText(string member, string path)
    {
        if (PerToken(path) is { } price)
        {
            json.WriteString(member, price.ToString(CultureInfo.InvariantCulture));
        }

        return this;
    }

    public FieldWriter NumberText(string member, string path)
    {
        if (Number(path) is { } number)
        {
            json.WriteString(member, number.ToString(CultureInfo.InvariantCulture));
        }

        return this;
    }

    /// <summary>Null when the price is unknown, or too fine for an exact number.</summary>
    private decimal? PerToken(string path) => Number(path) is { } price ? PriceUnit.DollarsPerToken.FromCatalog(price) : null;
}
