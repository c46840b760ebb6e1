using System.Collections.Immutable;

namespace Tamma.Filters;

/// <summary>
/// Text → tree. Any text gives a tree or an error with its place, in time that grows with its length. The grammar is in
/// docs/filters.md.
/// </summary>
public sealed partial class FilterParser
{
    private readonly string _text;
    private readonly FilterVocabulary _vocabulary;
    private readonly FilterLimits _limits;
    private FilterToken _now;

    /// <summary>The end of the token before.</summary>
    private int _last;
    private int _depth;
    private int _terms;
    private FilterError? _error;

    private FilterParser(string text, FilterVocabulary vocabulary, FilterLimits limits)
    {
        _text = text;
        _vocabulary = vocabulary;
        _limits = limits;
        _now = FilterLexer.Next(text, 0);
    }

    /// <param name="text">An empty text asks nothing and is <see cref="FilterExpression.Everything"/>.</param>
    public static FilterParse Parse(string text, FilterVocabulary vocabulary, FilterLimits? limits = null)
    {
        limits ??= FilterLimits.Standard;
        if (text.Length > limits.Length)
        {
            return new(null, new(FilterErrorKind.TooMuch, limits.Length, text.Length - limits.Length, $"A filter has at most {limits.Length:N0} characters; this one has {text.Length:N0}."));
        }

        var parser = new FilterParser(text, vocabulary, limits);
        var expression = parser._now.Kind is FilterTokenKind.End ? FilterExpression.Everything : parser.Whole();
        return expression is null ? new(null, parser._error) : new(expression, null);
    }

    private FilterExpression? Whole()
    {
        var expression = List();
        if (expression is not null && _now.Kind is not FilterTokenKind.End)
        {
            return _now.Kind is FilterTokenKind.Close
                ? Fail(_now, "This parenthesis was never opened.")
                : Fail(_now, $"Write 'and', 'or' or ',' before {Shown(_now)}. A text of several words stands in quotes.");
        }

        return expression;
    }

    /// <summary>A comma is an "and" that binds weakest: <c>a or b, c</c> is <c>(a or b) and c</c>.</summary>
    private FilterExpression? List() => Chain(Either, FilterTokenKind.Comma, null, static parts => FilterExpression.All(parts.AsSpan()));

    private FilterExpression? Either() => Chain(Both, FilterTokenKind.Or, "or", static parts => FilterExpression.Any(parts.AsSpan()));

    private FilterExpression? Both() => Chain(Negated, FilterTokenKind.And, "and", static parts => FilterExpression.All(parts.AsSpan()));

    private FilterExpression? Chain(
        Func<FilterExpression?> part,
        FilterTokenKind symbol,
        string? word,
        Func<ImmutableArray<FilterExpression>, FilterExpression> join)
    {
        var parts = ImmutableArray.CreateBuilder<FilterExpression>();
        while (part() is { } next)
        {
            parts.Add(next);
            if (_now.Kind != symbol && (word is null || !_now.Is(word)))
            {
                return join(parts.DrainToImmutable());
            }

            Take();
        }

        return null;
    }

    private FilterExpression? Negated()
    {
        if (_now.Kind is not FilterTokenKind.Not && !_now.Is("not"))
        {
            return Primary();
        }

        if (!Deeper())
        {
            return null;
        }

        Take();
        var inner = Negated();
        _depth--;
        return inner is null ? null : FilterExpression.Negate(inner);
    }

    private FilterExpression? Primary()
    {
        if (_now.Kind is not FilterTokenKind.Open)
        {
            return Condition();
        }

        if (!Deeper())
        {
            return null;
        }

        var open = Take();
        var inner = _now.Kind is FilterTokenKind.Close ? FilterExpression.Everything : List();
        _depth--;
        return inner is null ? null : Close(open) ? inner : null;
    }

    private bool Deeper()
    {
        if (_depth == _limits.Depth)
        {
            Fail(FilterErrorKind.TooMuch, _now.Position, _now.Length, $"A filter goes at most {_limits.Depth} levels deep.");
            return false;
        }

        _depth++;
        return true;
    }

    private bool Close(FilterToken open)
    {
        if (_now.Kind is FilterTokenKind.Close)
        {
            Take();
            return true;
        }

        _ = _now.Kind is FilterTokenKind.End
            ? Fail(open, "This parenthesis is never closed.")
            : Fail(_now, $"Write ')', 'and', 'or' or ',' before {Shown(_now)}.");
        return false;
    }

    private FilterToken Take()
    {
        var token = _now;
        _last = token.End;
        _now = FilterLexer.Next(_text, token.End);
        return token;
    }

    private FilterExpression? Fail(FilterToken at, string message) => Fail(FilterErrorKind.Syntax, at.Position, at.Length, message);

    /// <summary>The first mistake is told; where the lexer saw one at this place, that is it.</summary>
    private FilterExpression? Fail(FilterErrorKind kind, int position, int length, string message, ImmutableArray<string> suggestions = default)
    {
        _error ??= _now.Kind is FilterTokenKind.Bad && _now.Position <= position
            ? new(FilterErrorKind.Syntax, _now.Position, _now.Length, _now.Text)
            : new(kind, position, length, message) { Suggestions = suggestions.IsDefault ? [] : suggestions };
        return null;
    }

    private static string Shown(FilterToken token) => token.Kind is FilterTokenKind.End ? "the end" : Shown(token.Text);

    /// <summary>Foreign text in a message: bounded, on one line.</summary>
    private static string Shown(string text)
    {
        const int Longest = 40;
        var cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return $"'{string.Create(cut.Length, cut, static (shown, cut) =>
        {
            for (var i = 0; i < shown.Length; i++)
            {
                shown[i] = char.IsControl(cut[i]) || char.IsSurrogate(cut[i]) ? ' ' : cut[i];
            }
        })}'";
    }
}
