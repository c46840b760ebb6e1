using System.Text.Json;
using Tamma.Filters;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>A field's value → JSON; null for unknown.</summary>
internal static class FilterValueJson
{
    public static JsonElement? Of(FilterValue value) =>
        !value.IsKnown ? null
        : value.TryNumber(out var number) ? JsonSerializer.SerializeToElement(number, WireJson.Context.Decimal)
        : value.TryWords(out var words) ? JsonSerializer.SerializeToElement([.. words], WireJson.Context.IReadOnlyListString)
        : value.TryDate(out var date) ? JsonSerializer.SerializeToElement(date.ToString(), WireJson.Context.String)
        : value.AsText() is { } text ? JsonSerializer.SerializeToElement(text, WireJson.Context.String)
        : JsonSerializer.SerializeToElement(value.AsFlag() is FilterTruth.Yes, WireJson.Context.Boolean);
}
