using Tamma.Filters;
using Xunit;

namespace Tamma.Core.Tests.Filters;

/// <summary>A small vocabulary, and a row of every kind of value.</summary>
internal static class Asked
{
    public static readonly DateOnly Today = new(2026, 7, 1);

    public static readonly FilterField Context = new("limit.context", FilterType.Number, "Input and output together.") { Aliases = ["context"], ShortName = "context", Unit = "tokens" };
    public static readonly FilterField Input = new("cost.input", FilterType.Number, "Input.") { Unit = "USD per million tokens" };
    public static readonly FilterField Output = new("cost.output", FilterType.Number, "Output.");
    public static readonly FilterField ToolCall = new("tool_call", FilterType.Flag, "Calls tools.") { Aliases = ["tools"] };
    public static readonly FilterField Deprecated = new("deprecated", FilterType.Flag, "Its end is announced.");
    public static readonly FilterField Vision = new("vision", FilterType.Flag, "Looks at images.");
    public static readonly FilterField Provider = new("provider", FilterType.Text, "Who serves it.");
    public static readonly FilterField Id = new("id", FilterType.Text, "Its name there.");
    public static readonly FilterField Pricing = new("pricing_status", FilterType.Text, "What is known of its price.") { Values = ["known", "free", "subscription"] };
    public static readonly FilterField Modalities = new("modalities.input", FilterType.Words, "What it takes.") { Values = ["text", "image", "audio", "video", "pdf"] };
    public static readonly FilterField Tags = new("tags", FilterType.Words, "The operator's labels.");
    public static readonly FilterField Released = new("release_date", FilterType.Date, "First offered.") { Aliases = ["released"] };

    public static readonly FilterField Capability = new("capability", FilterType.Words, "What it can do.")
    {
        Values = ["tool_call", "vision"],
        FlagOf = word => word == "vision" ? Vision : word == "tool_call" ? ToolCall : null,
    };

    public static readonly FilterField[] Fields = [Context, Input, Output, ToolCall, Deprecated, Vision, Provider, Id, Pricing, Modalities, Tags, Released, Capability];

    public static readonly FilterVocabulary Vocabulary = new(Fields, name => name.StartsWith("attributes.", StringComparison.Ordinal) ? new(name, FilterType.Text, "") : null) { HasChanges = true };

    public static FilterExpression Read(string text)
    {
        var parse = FilterParser.Parse(text, Vocabulary);
        Assert.True(parse.Error is null, parse.Error?.Message);
        return parse.Expression!;
    }

    public static FilterError Refused(string text)
    {
        var parse = FilterParser.Parse(text, Vocabulary);
        Assert.True(parse.Expression is null, $"'{text}' was read as {parse.Expression}");
        Assert.InRange(parse.Error!.Position, 0, text.Length);
        Assert.InRange(parse.Error.Position + parse.Error.Length, 0, text.Length);
        return parse.Error;
    }

    public static FilterTruth Ask(string text, Dictionary<FilterField, FilterValue> row) => Ask(Read(text), row);

    public static FilterTruth Ask(FilterExpression expression, Dictionary<FilterField, FilterValue> row) => FilterPredicate.Compile(expression, Reader, Today)(row);

    public static FilterReader<Dictionary<FilterField, FilterValue>> Reader { get; } = new(
        field => row => row.GetValueOrDefault(field),
        field => row => row.ContainsKey(field));

    public static FilterValue Date(string text) => FilterDate.TryParse(text, out var date) ? FilterValue.Date(date) : throw new FormatException(text);
}
