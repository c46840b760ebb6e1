using CsCheck;
using Tamma.Filters;

namespace Tamma.Core.Tests.Filters;

/// <summary>Generators of trees and rows over <see cref="Asked"/>: few values, so that they meet.</summary>
internal static class AnyFilter
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.OneOf("openai", "anthropic", "gpt-5.4", "llama3.3:70b", "openai/gpt-4o", "a b", "say \"hi\"", "it's", "unknown", "and", "", "..", "x..y", "*", "\\d+", "ÄÖ", "\u2028", "\ud800"),
        Gen.String[Gen.Char["aA1-.:/@'\" \t()=,"], 0, 6]);

    private static readonly Gen<string> s_word = Gen.OneOf("a", "B", "b c", "text", "image");

    private static readonly Gen<decimal> s_decimal = Gen.OneOf(
        Gen.OneOf(0m, 0.1m, 1m, 2m, -1m, 1000m, 200_000m, 1_000_000m, 1_048_576m, FilterNumbers.Largest, 0.0000000001m),
        Gen.Int[-9, 9].Select(number => number / 4m));

    private static readonly Gen<FilterDate> s_date = Gen.OneOf("2025", "2026", "2025-06", "2026-07", "2025-06-01", "2025-06-30", "2026-07-01", "0001-01-01", "9999")
        .Select(text => FilterDate.TryParse(text, out var date) ? date : default);

    private static readonly Gen<FilterLiteral> s_number = s_decimal.Select(FilterLiteral (number) => new FilterLiteral.Number(number));

    private static readonly Gen<FilterLiteral> s_day = Gen.OneOf(
        s_date.Select(FilterLiteral (date) => new FilterLiteral.Date(date)),
        Gen.Select(Gen.Int[-100, 100], Gen.Enum<FilterDateUnit>(), FilterLiteral (count, unit) => new FilterLiteral.Relative(count, count == 0 ? FilterDateUnit.Day : unit)));

    private static readonly Gen<FilterField> s_any = Gen.OneOf([.. Asked.Fields.Where(field => field.FlagOf is null)]);
    private static readonly Gen<FilterField> s_flag = Gen.OneOf(Asked.ToolCall, Asked.Deprecated, Asked.Vision);
    private static readonly Gen<FilterField> s_texts = Gen.OneOf(Asked.Provider, Asked.Id, new FilterField("attributes.team", FilterType.Text, ""));
    private static readonly Gen<FilterField> s_numbers = Gen.OneOf(Asked.Context, Asked.Input, Asked.Output);

    private static readonly Gen<FilterExpression> s_leaf = Gen.OneOf(
        s_flag.Select(FilterExpression (field) => new FilterExpression.Flag(field)),
        s_any.Select(FilterExpression (field) => new FilterExpression.IsKnown(field)),
        s_any.Select(FilterExpression (field) => new FilterExpression.Changed(field)),
        Gen.Select(s_numbers, Gen.Enum<FilterComparison>(), s_number, FilterExpression (field, comparison, number) => new FilterExpression.Compare(field, comparison, number)),
        Gen.Select(Gen.Enum<FilterComparison>(), s_day, FilterExpression (comparison, day) => new FilterExpression.Compare(Asked.Released, comparison, day)),
        Gen.Select(s_texts, s_text, FilterExpression (field, text) => new FilterExpression.Compare(field, FilterComparison.Equal, new FilterLiteral.Text(text))),
        Gen.Select(s_numbers, s_decimal, s_decimal, FilterExpression (field, a, b) => new FilterExpression.Between(field, new FilterLiteral.Number(Math.Min(a, b)), new FilterLiteral.Number(Math.Max(a, b)))),
        Gen.Select(s_date, s_date, FilterExpression (a, b) => a.First <= b.Last
            ? new FilterExpression.Between(Asked.Released, new FilterLiteral.Date(a), new FilterLiteral.Date(b))
            : new FilterExpression.Between(Asked.Released, new FilterLiteral.Date(b), new FilterLiteral.Date(a))),
        Gen.Select(s_numbers, s_number.Array[1, 3], FilterExpression (field, values) => new FilterExpression.In(field, [.. values])),
        s_day.Array[1, 3].Select(FilterExpression (values) => new FilterExpression.In(Asked.Released, [.. values])),
        Gen.Select(s_texts, s_text.Array[1, 3], FilterExpression (field, values) => new FilterExpression.In(field, [.. values.Select(value => new FilterLiteral.Text(value))])),
        s_word.Array[1, 3].Select(FilterExpression (values) => new FilterExpression.In(Asked.Tags, [.. values.Select(value => new FilterLiteral.Text(value))])),
        s_word.Select(FilterExpression (word) => new FilterExpression.Has(Asked.Tags, word)),
        Gen.Select(s_texts, Gen.Enum<FilterPart>(), s_text, FilterExpression (field, part, text) => new FilterExpression.Like(field, part, text)),
        Gen.Select(Gen.OneOf(FilterPart.Start, FilterPart.End), s_word, FilterExpression (part, text) => new FilterExpression.Like(Asked.Tags, part, text)),
        Gen.Select(s_texts, Gen.OneOf("^gpt-[45]", "mini$", "a|b", "\"", "", "\\d{1,3}"), FilterExpression (field, pattern) => new FilterExpression.Matches(field, pattern)));

    public static readonly Gen<FilterExpression> Tree = Of(3);

    /// <summary>About half of the fields are known.</summary>
    public static readonly Gen<Dictionary<FilterField, FilterValue>> Row = Asked.Fields.Where(field => field.FlagOf is null)
        .Aggregate(Gen.Const(Array.Empty<(FilterField, FilterValue)>()), (all, field) =>
            Gen.Select(all, Gen.Bool, ValueOf(field), ((FilterField, FilterValue)[] before, bool isKnown, FilterValue value) => isKnown ? [.. before, (field, value)] : before))
        .Select(pairs => pairs.ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private static Gen<FilterExpression> Of(int depth)
    {
        if (depth == 0)
        {
            return Gen.Frequency((19, s_leaf), (1, Gen.Const(FilterExpression.Everything)));
        }

        var inner = Of(depth - 1);
        return Gen.Frequency(
            (2, s_leaf),
            (2, inner.Array[0, 3].Select(parts => FilterExpression.All(parts))),
            (2, inner.Array[1, 3].Select(parts => FilterExpression.Any(parts))),
            (1, inner.Select(FilterExpression.Negate)));
    }

    private static Gen<FilterValue> ValueOf(FilterField field) => field.Type switch
    {
        FilterType.Number => s_decimal.Select(FilterValue.Number),
        FilterType.Flag => Gen.Bool.Select(FilterValue.Flag),
        FilterType.Date => s_date.Select(FilterValue.Date),
        FilterType.Words => s_word.Array[0, 3].Select(words => FilterValue.Words([.. words])),
        _ => s_text.Select(FilterValue.Text),
    };
}
