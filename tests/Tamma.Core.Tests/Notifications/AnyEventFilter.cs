using CsCheck;
using Tamma.Filters;
using static Tamma.Core.Tests.Notifications.NaiveEvent;

namespace Tamma.Core.Tests.Notifications;

/// <summary>Generators of filters over events, of the fields that <see cref="NaiveEvent"/> knows.</summary>
internal static class AnyEventFilter
{
    public static readonly string[] Types = ["model_added", "model_updated", "model_removed", "model_missing", "provider_changed", "model_facts_changed"];

    private static readonly Gen<string> s_side = Gen.OneOf("", "", "old.", "new.");
    private static readonly Gen<FilterField> s_number = Gen.Select(s_side, Gen.OneOf([.. Numbers]), (side, path) => Field(side + path));
    private static readonly Gen<FilterField> s_flag = Gen.Select(s_side, Gen.OneOf([.. Flags]), (side, path) => Field(side + path));
    private static readonly Gen<FilterField> s_family = s_side.Select(side => Field(side + "family"));
    private static readonly Gen<FilterLiteral> s_amount = Gen.OneOf(1m, 4_096m, 8_192m, 128_000m, 131_072m, 200_000m, 262_144m, 1_000_000m).Select(FilterLiteral (number) => new FilterLiteral.Number(number));

    private static readonly Gen<FilterExpression> s_leaf = Gen.OneOf(
        Gen.OneOf(Types).Select(type => Is("type", type)),
        Gen.OneOf(Types).Array[1, 3].Select(FilterExpression (types) => new FilterExpression.In(Field("type"), [.. types.Select(type => new FilterLiteral.Text(type))])),
        Gen.OneOf("provider", "source_added", "operator").Select(cause => Is("cause", cause)),
        Gen.OneOf("info", "warning").Select(severity => Is("severity", severity)),
        Gen.OneOf("openai", "acme", "openrouter", "anthropic").Select(provider => Is("provider", provider)),
        Gen.OneOf("work", "home").Select(connection => Is("connection", connection)),
        Gen.OneOf("a", "gpt", "claude", "free").Select(FilterExpression (part) => new FilterExpression.Like(Field("model"), FilterPart.Anywhere, part)),
        Gen.OneOf("^a", "[0-9]$", "(mini|pro)").Select(FilterExpression (pattern) => new FilterExpression.Matches(Field("model_id"), pattern)),
        Gen.OneOf("actor", "connection", "model").Select(FilterExpression (name) => new FilterExpression.IsKnown(Field(name))),
        Gen.Select(Gen.Enum<FilterComparison>(), Gen.Int[0, 20], FilterExpression (comparison, position) => new FilterExpression.Compare(Field("position"), comparison, new FilterLiteral.Number(position))),
        Gen.Select(s_number, Gen.Enum<FilterComparison>(), s_amount, FilterExpression (field, comparison, amount) => new FilterExpression.Compare(field, comparison, amount)),
        s_flag.Select(FilterExpression (field) => new FilterExpression.Flag(field)),
        Gen.OneOf(s_number, s_flag, s_family).Select(FilterExpression (field) => new FilterExpression.IsKnown(field)),
        Gen.OneOf([.. Numbers, .. Flags, .. Texts]).Select(FilterExpression (path) => new FilterExpression.Changed(Field(path))),
        Gen.Select(s_family, Gen.OneOf("gpt", "claude", "x"), FilterExpression (field, text) => new FilterExpression.Like(field, FilterPart.Start, text)));

    public static readonly Gen<FilterExpression> Tree = Of(3);

    private static FilterExpression Is(string field, string text) => new FilterExpression.Compare(Field(field), FilterComparison.Equal, new FilterLiteral.Text(text));

    private static Gen<FilterExpression> Of(int depth)
    {
        if (depth == 0)
        {
            return s_leaf;
        }

        var inner = Of(depth - 1);
        return Gen.Frequency(
            (2, s_leaf),
            (2, inner.Array[0, 3].Select(parts => FilterExpression.All(parts))),
            (2, inner.Array[1, 3].Select(parts => FilterExpression.Any(parts))),
            (1, inner.Select(FilterExpression.Negate)));
    }
}
