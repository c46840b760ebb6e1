using System.Collections.Immutable;

namespace Tamma.Filters;

public sealed partial class FilterParser
{
    /// <summary>Behind <c>=</c> and <c>is</c>. An unquoted "unknown" is always the state and never a text.</summary>
    private FilterExpression? Equal(FilterField field)
    {
        if (_now.Is("unknown"))
        {
            Take();
            return Known(field, isKnown: false);
        }

        switch (field.Type)
        {
            case FilterType.Flag:
                return YesOrNo(field);
            case FilterType.Text or FilterType.Words:
                return Text(field) is { } word ? Same(field, word) : null;
            default:
                return _now.Kind is FilterTokenKind.Range ? Range(field)
                    : Literal(field) is not { } value ? null
                    : _now.Kind is FilterTokenKind.Range ? UpTo(field, value)
                    : new FilterExpression.Compare(field, FilterComparison.Equal, value);
        }
    }

    private FilterExpression? YesOrNo(FilterField field)
    {
        var isYes = _now.Is("true") || _now.Is("yes");
        if (!isYes && !_now.Is("false") && !_now.Is("no"))
        {
            return WrongValue(field, _now, "yes or no");
        }

        Take();
        var flag = new FilterExpression.Flag(field);
        return isYes ? flag : FilterExpression.Negate(flag);
    }

    private FilterExpression? Same(FilterField field, FilterToken word)
    {
        if (field.Type is FilterType.Text)
        {
            return OfSet(field, word) ? new FilterExpression.Compare(field, FilterComparison.Equal, new FilterLiteral.Text(word.Text)) : null;
        }

        if (field.FlagOf is null)
        {
            return OfSet(field, word) ? new FilterExpression.Has(field, word.Text) : null;
        }

        return field.FlagOf(word.Text) is { } flag ? new FilterExpression.Flag(flag) : NoneOf(field, word);
    }

    private FilterExpression? Ordered(FilterField field, FilterToken sign)
    {
        if (field.Type is not (FilterType.Number or FilterType.Date))
        {
            return WrongVerb(field, sign, sign.Text);
        }

        var comparison = sign.Kind switch
        {
            FilterTokenKind.Less => FilterComparison.Less,
            FilterTokenKind.AtMost => FilterComparison.AtMost,
            FilterTokenKind.Greater => FilterComparison.Greater,
            _ => FilterComparison.AtLeast,
        };
        return Literal(field) is { } value ? new FilterExpression.Compare(field, comparison, value) : null;
    }

    /// <summary>Behind <c>in (</c>. An unquoted "unknown" in it is the state.</summary>
    private FilterExpression? OneOf(FilterField field)
    {
        if (field.Type is FilterType.Flag)
        {
            return WrongVerb(field, _now, "in");
        }

        var open = Take();
        var values = ImmutableArray.CreateBuilder<FilterLiteral>();
        var others = ImmutableArray.CreateBuilder<FilterExpression>();
        var count = 0;
        do
        {
            if (count++ > 0)
            {
                Take();
            }

            if (count > 1 && !Counted(_now))
            {
                return null;
            }

            if (_now.Is("unknown"))
            {
                Take();
                others.Add(Known(field, isKnown: false));
            }
            else if (field.FlagOf is not null)
            {
                if (Text(field) is not { } word || Same(field, word) is not { } flag)
                {
                    return null;
                }

                others.Add(flag);
            }
            else if (Element(field) is { } value)
            {
                values.Add(value);
            }
            else
            {
                return null;
            }
        }
        while (_now.Kind is FilterTokenKind.Comma);

        if (_now.Kind is not (FilterTokenKind.Close or FilterTokenKind.End))
        {
            return Fail(_now, $"Write ',' or ')' before {Shown(_now)}. A text of several words stands in quotes.");
        }

        if (!Close(open))
        {
            return null;
        }

        return values.Count == 0
            ? FilterExpression.Any(others.ToArray())
            : FilterExpression.Any([new FilterExpression.In(field, values.DrainToImmutable()), .. others]);
    }

    private FilterExpression? Contains(FilterField field, FilterToken verb)
    {
        if (field.Type is FilterType.Text)
        {
            return Text(field) is { } part ? new FilterExpression.Like(field, FilterPart.Anywhere, part.Text) : null;
        }

        if (field.Type is not FilterType.Words)
        {
            return WrongVerb(field, verb, verb.Text);
        }

        if (_now.Kind is FilterTokenKind.Open)
        {
            return Fail(_now, $"Say whether it {verb.Text} 'any' or 'all' of them: {field} {verb.Text} any (…).");
        }

        if (!_now.Is("any") && !_now.Is("all"))
        {
            return Text(field) is { } word ? Same(field, word) : null;
        }

        var which = Take();
        return _now.Kind is not FilterTokenKind.Open ? Fail(_now, $"Write a list behind '{which.Text}', as in {field} has {which.Text} (one, two).")
            : which.Is("any") ? OneOf(field)
            : AllOf(field);
    }

    private FilterExpression? AllOf(FilterField field)
    {
        var open = Take();
        var parts = ImmutableArray.CreateBuilder<FilterExpression>();
        do
        {
            if (parts.Count > 0 && !Counted(Take()))
            {
                return null;
            }

            if (Text(field) is not { } word || Same(field, word) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (_now.Kind is FilterTokenKind.Comma);

        return Close(open) ? FilterExpression.All(parts.ToArray()) : null;
    }

    /// <summary>A value in a list.</summary>
    private FilterLiteral? Element(FilterField field) =>
        field.Type is FilterType.Number or FilterType.Date ? Literal(field)
        : Text(field) is { } word && OfSet(field, word) ? new FilterLiteral.Text(word.Text)
        : null;

    /// <summary>A word or a quoted text.</summary>
    private FilterToken? Text(FilterField field)
    {
        if (_now.Kind is FilterTokenKind.Word or FilterTokenKind.Quoted && !_now.Is("and") && !_now.Is("or") && !_now.Is("not"))
        {
            return Take();
        }

        Fail(_now, $"Write a value for {field} {(_now.Kind is FilterTokenKind.End ? "at the end" : $"before {Shown(_now)}")}.");
        return null;
    }

    private bool OfSet(FilterField field, FilterToken word)
    {
        if (field.Values.IsEmpty || field.Values.Contains(word.Text, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        NoneOf(field, word);
        return false;
    }

    private FilterExpression? NoneOf(FilterField field, FilterToken word)
    {
        const int Few = 12;
        var near = Spelling.Nearest(word.Text, field.Values);
        var hint = field.Values.Length <= Few ? $" It is one of {string.Join(", ", field.Values)}."
            : near.IsEmpty ? "" : $" Did you mean {string.Join(" or ", near)}?";
        return Fail(FilterErrorKind.BadValue, word.Position, word.Length, $"{field} is never {Shown(word.Text)}.{hint}", near.IsEmpty && field.Values.Length <= Few ? field.Values : near);
    }

    private FilterExpression? WrongValue(FilterField field, FilterToken word, string form)
    {
        if (word.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted))
        {
            Text(field);
            return null;
        }

        return Fail(FilterErrorKind.WrongType, word.Position, word.Length, $"{field} is {Article(field)}; {Shown(word.Text)} is none. Write {form}.");
    }
}
