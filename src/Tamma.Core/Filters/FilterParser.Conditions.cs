using System.Collections.Immutable;

namespace Tamma.Filters;

public sealed partial class FilterParser
{
    private FilterExpression? Condition()
    {
        if (_now.Kind is not FilterTokenKind.Word || _now.Is("and") || _now.Is("or"))
        {
            return Fail(_now, _now.Kind is FilterTokenKind.End
                ? "Something is missing at the end: name a field, as in tool_call or limit.context>=200k."
                : $"Name a field where {Shown(_now)} stands, as in tool_call or limit.context>=200k.");
        }

        var name = Take();
        if (_now.Kind is FilterTokenKind.Open && (name.Is("changed") || name.Is("known") || name.Is("unknown")))
        {
            return Function(name);
        }

        return FieldOf(name) is { } field && Counted(name) ? Test(field, name) : null;
    }

    private FilterExpression? Function(FilterToken name)
    {
        if (name.Is("changed") && !_vocabulary.HasChanges)
        {
            return Fail(FilterErrorKind.WrongType, name.Position, name.Length, "changed(…) asks of a change; what is filtered here are no changes.");
        }

        var open = Take();
        var parts = ImmutableArray.CreateBuilder<FilterExpression>();
        do
        {
            if (parts.Count > 0)
            {
                Take();
            }

            if (_now.Kind is not FilterTokenKind.Word)
            {
                return Fail(_now, $"Name a field in {name.Text}(…).");
            }

            var word = Take();
            if (FieldOf(word) is not { } field || !Counted(word))
            {
                return null;
            }

            parts.Add(name.Is("changed") ? new FilterExpression.Changed(field) : Known(field, name.Is("known")));
        }
        while (_now.Kind is FilterTokenKind.Comma);

        if (!Close(open))
        {
            return null;
        }

        // Of several fields one has changed; what is known or unknown is so of each.
        return name.Is("changed") ? FilterExpression.Any(parts.ToArray()) : FilterExpression.All(parts.ToArray());
    }

    private FilterExpression? Test(FilterField field, FilterToken name)
    {
        switch (_now.Kind)
        {
            case FilterTokenKind.Equal:
                Take();
                return Equal(field);
            case FilterTokenKind.Unequal:
                Take();
                return Not(Equal(field));
            case FilterTokenKind.Less or FilterTokenKind.AtMost or FilterTokenKind.Greater or FilterTokenKind.AtLeast:
                return Ordered(field, Take());
            case FilterTokenKind.Match:
                return Pattern(field, Take());
            case FilterTokenKind.NoMatch:
                return Not(Pattern(field, Take()));
            case FilterTokenKind.Range:
                return Range(field);
            case FilterTokenKind.Bad:
                return Fail(_now, "");
            case FilterTokenKind.Word:
                return Phrase(field, name, isNot: false);
            default:
                return Alone(field, name);
        }
    }

    private FilterExpression? Phrase(FilterField field, FilterToken name, bool isNot)
    {
        if (_now.Is("is"))
        {
            Take();
            var turned = _now.Is("not");
            if (turned)
            {
                Take();
            }

            return _now.Is("known") ? Known(field, Take().Is("known") != turned)
                : turned ? Not(Equal(field))
                : Equal(field);
        }

        if (_now.Is("in"))
        {
            Take();
            return _now.Kind is FilterTokenKind.Open ? OneOf(field)
                : field.Type is FilterType.Number or FilterType.Date ? Range(field)
                : Fail(_now, $"Write a list in parentheses behind 'in', as in {field} in (one, two).");
        }

        if (_now.Is("has") || _now.Is("contains"))
        {
            return Contains(field, Take());
        }

        if (_now.Is("starts") || _now.Is("ends"))
        {
            return StartsOrEnds(field, Take());
        }

        if (_now.Is("not") && !isNot)
        {
            Take();
            return _now.Is("in") || _now.Is("has") || _now.Is("contains") || _now.Is("starts") || _now.Is("ends")
                ? Not(Phrase(field, name, isNot: true))
                : Fail(_now, "After a field, 'not' goes with in, has, contains, starts with or ends with.");
        }

        return field.Type is FilterType.Number or FilterType.Date && !_now.Is("and") && !_now.Is("or") ? Range(field) : Alone(field, name);
    }

    /// <summary>A field with nothing behind it: only a flag asks something by itself.</summary>
    private FilterExpression? Alone(FilterField field, FilterToken name) =>
        field.Type is FilterType.Flag
            ? new FilterExpression.Flag(field)
            : Fail(FilterErrorKind.WrongType, name.Position, name.Length, $"{field} is {Article(field)} and asks nothing alone. Write, for example, {Example(field)}.");

    private FilterExpression? StartsOrEnds(FilterField field, FilterToken verb)
    {
        if (!_now.Is("with"))
        {
            return Fail(_now, $"Write '{verb.Text} with'.");
        }

        Take();
        return field.Type is FilterType.Text or FilterType.Words
            ? Text(field) is { } text ? new FilterExpression.Like(field, verb.Is("starts") ? FilterPart.Start : FilterPart.End, text.Text) : null
            : WrongVerb(field, verb, $"{verb.Text} with");
    }

    private FilterExpression? Pattern(FilterField field, FilterToken sign)
    {
        if (field.Type is not (FilterType.Text or FilterType.Words))
        {
            return WrongVerb(field, sign, sign.Text);
        }

        if (Text(field) is not { } pattern)
        {
            return null;
        }

        return FilterPattern.Check(pattern.Text) is var (at, message)
            ? Fail(pattern.Text.Length > FilterPattern.Longest ? FilterErrorKind.TooMuch : FilterErrorKind.BadValue, PlaceIn(pattern, at), Math.Max(0, pattern.End - PlaceIn(pattern, at)), message)
            : new FilterExpression.Matches(field, pattern.Text);
    }

    /// <summary>Where a character of a value stands in the whole text: behind the quote, and quotes within are written twice.</summary>
    private int PlaceIn(FilterToken token, int index)
    {
        if (token.Kind is not FilterTokenKind.Quoted)
        {
            return token.Position + index;
        }

        var place = token.Position + 1;
        for (var i = 0; i < index; i++)
        {
            place += _text[place] == _text[token.Position] ? 2 : 1;
        }

        return place;
    }

    private FilterField? FieldOf(FilterToken name)
    {
        if (_vocabulary.Find(name.Text) is { } field)
        {
            return field;
        }

        var colon = name.Text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _vocabulary.Find(name.Text[..colon]) is { } meant)
        {
            Fail(FilterErrorKind.Syntax, name.Position + colon, name.Length - colon, $"Write {meant} = {name.Text[(colon + 1)..]}; a ':' is part of a name.");
            return null;
        }

        var near = _vocabulary.Near(name.Text);
        var hint = near.IsEmpty ? "" : $" Did you mean {string.Join(" or ", near)}?";
        Fail(FilterErrorKind.UnknownField, name.Position, name.Length, $"There is no field {Shown(name.Text)}.{hint}", near);
        return null;
    }

    private bool Counted(FilterToken at)
    {
        if (++_terms <= _limits.Terms)
        {
            return true;
        }

        Fail(FilterErrorKind.TooMuch, at.Position, at.Length, $"A filter has at most {_limits.Terms} conditions and values.");
        return false;
    }

    private FilterExpression? WrongVerb(FilterField field, FilterToken verb, string shown) =>
        Fail(FilterErrorKind.WrongType, verb.Position, Math.Max(verb.Length, shown.Length), $"{field} is {Article(field)}, which knows no '{shown}'. Write, for example, {Example(field)}.");

    private static FilterExpression? Not(FilterExpression? inner) => inner is null ? null : FilterExpression.Negate(inner);

    private static FilterExpression Known(FilterField field, bool isKnown) =>
        isKnown ? new FilterExpression.IsKnown(field) : FilterExpression.Negate(new FilterExpression.IsKnown(field));

    private static string Article(FilterField field) => field.Type switch
    {
        FilterType.Number => field.Unit is null ? "a number" : $"a number ({field.Unit})",
        FilterType.Flag => "a flag",
        FilterType.Text => "a text",
        FilterType.Words => "a set of words",
        _ => "a date",
    };

    private static string Example(FilterField field) => field.Type switch
    {
        FilterType.Number => $"{field}>=1 or {field} 1..2",
        FilterType.Flag => $"{field} or not {field}",
        FilterType.Text => $"{field} = {(field.Values is [var first, ..] ? FilterPrinter.Quote(first) : "word")}, {field} in (one, two) or {field} contains word",
        FilterType.Words => $"{field} has {(field.Values is [var first, ..] ? FilterPrinter.Quote(first) : "word")}",
        _ => $"{field}>=2025-06 or {field}>=30d ago",
    };
}
