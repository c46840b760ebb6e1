using System.Collections.Immutable;
using System.Text;

namespace Tamma.Filters;

/// <summary>Writes a tree in the language. What is written with field names reads back as the same tree.</summary>
public static class FilterPrinter
{
    /// <summary>Words that mean something where a value may stand.</summary>
    private static readonly string[] s_reserved = ["and", "or", "not", "in", "is", "has", "contains", "starts", "ends", "known", "unknown", "any", "all", "today", "changed", "true", "false", "yes", "no"];

    /// <param name="useShort">With the short names that people know best; for reading.</param>
    public static string Print(FilterExpression expression, bool useShort = false)
    {
        var text = new StringBuilder();
        Write(text, expression, useShort);
        return text.ToString();
    }

    public static string Print(FilterLiteral literal) => literal switch
    {
        FilterLiteral.Number(var number) => FilterNumbers.Print(number),
        FilterLiteral.Text(var words) => Quote(words),
        FilterLiteral.Date(var date) => date.ToString(),
        FilterLiteral.Relative(0, _) => "today",
        FilterLiteral.Relative(< 0 and var count, var unit) => $"{-count}{FilterDays.NameOf(unit)} ago",
        FilterLiteral.Relative(var count, var unit) => $"{count}{FilterDays.NameOf(unit)} from now",
        _ => throw new InvalidOperationException("Not a literal."),
    };

    /// <summary>As a value is written: bare where that is one word, in quotes else.</summary>
    public static string Quote(string text) =>
        FilterLexer.IsWord(text) && !s_reserved.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Write(StringBuilder text, FilterExpression expression, bool useShort)
    {
        switch (expression)
        {
            case FilterExpression.And { Parts: var parts }:
                Join(text, parts, " and ", part => part is FilterExpression.Or or FilterExpression.And, useShort);
                break;
            case FilterExpression.Or { Parts: var parts }:
                Join(text, parts, " or ", part => part is FilterExpression.And { Parts.IsEmpty: true }, useShort);
                break;
            case FilterExpression.Not(var inner):
                WriteNot(text, inner, useShort);
                break;
            default:
                text.Append(Condition(expression, Name(expression.Subject!, useShort), isNot: false));
                break;
        }
    }

    private static void WriteNot(StringBuilder text, FilterExpression inner, bool useShort)
    {
        if (inner.Subject is { } field)
        {
            text.Append(Condition(inner, Name(field, useShort), isNot: true));
            return;
        }

        text.Append("not ");
        Join(text, [inner], "", _ => true, useShort);
    }

    private static string Condition(FilterExpression leaf, string name, bool isNot) => leaf switch
    {
        FilterExpression.Flag => isNot ? $"not {name}" : name,
        FilterExpression.Changed => $"{(isNot ? "not " : "")}changed({name})",
        FilterExpression.IsKnown => $"{name} is {(isNot ? "unknown" : "known")}",
        FilterExpression.Compare(_, FilterComparison.Equal, var value) => $"{name} {(isNot ? "!=" : "=")} {Print(value)}",
        FilterExpression.Compare(_, var comparison, var value) => $"{(isNot ? "not " : "")}{name}{Symbol(comparison)}{Print(value)}",
        FilterExpression.Between(_, var low, var high) => $"{name} {(isNot ? "not " : "")}in {Print(low)}..{Print(high)}",
        FilterExpression.In(_, var values) => $"{name} {(isNot ? "not " : "")}in ({string.Join(", ", values.Select(Print))})",
        FilterExpression.Has(_, var word) => $"{name} {(isNot ? "not " : "")}has {Quote(word)}",
        FilterExpression.Like(_, var part, var words) => $"{name} {(isNot ? "not " : "")}{Phrase(part)} {Quote(words)}",
        FilterExpression.Matches(_, var pattern) => $"{name} {(isNot ? "!~" : "~")} \"{pattern.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => throw new InvalidOperationException("Not a condition."),
    };

    private static void Join(StringBuilder text, ImmutableArray<FilterExpression> parts, string between, Func<FilterExpression, bool> isEnclosed, bool useShort)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var encloses = isEnclosed(parts[i]);
            text.Append(i == 0 ? "" : between).Append(encloses ? "(" : "");
            Write(text, parts[i], useShort);
            text.Append(encloses ? ")" : "");
        }
    }

    private static string Name(FilterField field, bool useShort) => useShort ? field.ShortName ?? field.Name : field.Name;

    private static string Symbol(FilterComparison comparison) => comparison switch
    {
        FilterComparison.Less => "<",
        FilterComparison.AtMost => "<=",
        FilterComparison.Greater => ">",
        FilterComparison.AtLeast => ">=",
        _ => "=",
    };

    private static string Phrase(FilterPart part) => part switch
    {
        FilterPart.Start => "starts with",
        FilterPart.End => "ends with",
        _ => "contains",
    };
}
