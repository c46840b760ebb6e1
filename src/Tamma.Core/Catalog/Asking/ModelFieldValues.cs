using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;
using Tamma.Filters;

namespace Tamma.Catalog.Asking;

/// <summary>Values of the catalogue as values of a filter.</summary>
internal static class ModelFieldValues
{
    public static FilterType TypeOf(Field field) => field.Type switch
    {
        FieldType.Flag => FilterType.Flag,
        FieldType.Count or FieldType.Money or FieldType.Number => FilterType.Number,
        FieldType.Date => FilterType.Date,
        FieldType.Words => FilterType.Words,
        _ => FilterType.Text,
    };

    /// <summary>
    /// An empty list of a source says nothing (as for capabilities), and is unknown. What the operator has not said, he has not
    /// said: no tags are none, and what he does not hide is not hidden.
    /// </summary>
    public static FilterValue Of(Field field, FieldSet values)
    {
        if (!values.TryGet(field, out var value))
        {
            return (field.Group, field.Type) switch
            {
                (FieldGroup.Operator, FieldType.Flag) => FilterValue.Flag(false),
                (FieldGroup.Operator, FieldType.Words) => FilterValue.Words([]),
                _ => FilterValue.Unknown,
            };
        }

        return field.Type switch
        {
            FieldType.Date => value.IsText ? OfDate(value.AsText()) : FilterValue.Unknown,
            FieldType.Words => value.IsWords && !value.AsWords().IsEmpty ? FilterValue.Words(value.AsWords()) : FilterValue.Unknown,
            FieldType.Flag => value.IsFlag ? FilterValue.Flag(value.AsFlag()) : FilterValue.Unknown,
            FieldType.Count or FieldType.Money or FieldType.Number => value.IsNumber ? FilterValue.Number(value.AsNumber()) : FilterValue.Unknown,
            _ => AsText(value),
        };
    }

    /// <summary>A field that is not registered, by its path; none has an ordinal of its own, so they are all at the end.</summary>
    public static FilterValue OfOpen(string path, FieldSet values)
    {
        for (var i = values.Count - 1; i >= 0 && values.Fields[i].Ordinal == Field.ExtraOrdinal; i--)
        {
            if (string.Equals(values.Fields[i].Path, path, StringComparison.OrdinalIgnoreCase))
            {
                return AsText(values.Values[i]);
            }
        }

        return FilterValue.Unknown;
    }

    public static FilterValue OfSupport(Support support) => support switch
    {
        Support.Yes => FilterValue.Flag(true),
        Support.No => FilterValue.Flag(false),
        _ => FilterValue.Unknown,
    };

    public static FilterValue OfPrice(decimal? price) => price is { } known ? FilterValue.Number(known) : FilterValue.Unknown;

    public static FilterValue OfDay(DateTimeOffset? time) =>
        time is { } known ? FilterValue.Date(FilterDate.OfDay(DateOnly.FromDateTime(known.UtcDateTime))) : FilterValue.Unknown;

    private static FilterValue OfDate(string text) =>
        PartialDate.Read(text) is { } partial && FilterDate.TryParse(partial.Text, out var date) ? FilterValue.Date(date) : FilterValue.Unknown;

    /// <summary>Structures are their JSON; what is one text or a list of texts in JSON is that.</summary>
    private static FilterValue AsText(FieldValue value) =>
        value.IsWords ? FilterValue.Words(value.AsWords())
        : value.IsJson && value.AsJson().Text is ['"' or '[', ..] ? OfJson(value.AsJson().Text)
        : FilterValue.Text(value.ToString());

    private static FilterValue OfJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return root.ValueKind is JsonValueKind.String ? FilterValue.Text(root.GetString()!)
            : root.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)
                ? FilterValue.Words(root.EnumerateArray().Select(item => item.GetString()!).ToImmutableArray())
                : FilterValue.Text(json);
    }
}
