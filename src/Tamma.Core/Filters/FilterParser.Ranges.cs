namespace Tamma.Filters;

public sealed partial class FilterParser
{
    private const string NumberForm = "0.5, 200k, 1M or $1";
    private const string DateForm = "2025, 2025-06, 2025-06-01, today or 30d ago";

    /// <summary>A range, either end of which may be open: <c>0.1..2</c>, <c>200k..</c>, <c>..2</c>.</summary>
    private FilterExpression? Range(FilterField field)
    {
        if (field.Type is not (FilterType.Number or FilterType.Date))
        {
            return WrongVerb(field, _now, "..");
        }

        if (_now.Kind is FilterTokenKind.Range)
        {
            return UpTo(field, null);
        }

        var start = _now;
        return Literal(field) is not { } low ? null
            : _now.Kind is FilterTokenKind.Range ? UpTo(field, low)
            : Fail(start with { Length = _last - start.Position }, $"How does {field} stand to {low}? Write {field}>={low}, {field} = {low}, {field} in {low}.. or {field} in ({low}).");
    }

    /// <param name="low">What stood before the dots.</param>
    private FilterExpression? UpTo(FilterField field, FilterLiteral? low)
    {
        var dots = Take();
        if (_now.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted) || _now.Is("and") || _now.Is("or"))
        {
            return low is null
                ? Fail(dots, "A range has at least one end: 0.1..2, 0.1.. or ..2.")
                : new FilterExpression.Compare(field, FilterComparison.AtLeast, low);
        }

        var end = _now;
        return Literal(field) is not { } high ? null
            : low is null ? new FilterExpression.Compare(field, FilterComparison.AtMost, high)
            : IsEmpty(low, high) ? Fail(FilterErrorKind.BadValue, end.Position, _last - end.Position, $"Nothing is in this range: {low} is above {high}.")
            : new FilterExpression.Between(field, low, high);
    }

    private static bool IsEmpty(FilterLiteral low, FilterLiteral high) => (low, high) switch
    {
        (FilterLiteral.Number(var a), FilterLiteral.Number(var b)) => a > b,
        (FilterLiteral.Date(var a), FilterLiteral.Date(var b)) => a.First > b.Last,
        _ => false,
    };

    private FilterLiteral? Literal(FilterField field)
    {
        if (field.Type is FilterType.Date)
        {
            return DateLiteral(field);
        }

        if (_now.Kind is FilterTokenKind.Word or FilterTokenKind.Quoted && FilterNumbers.TryParse(_now.Text, out var number))
        {
            Take();
            return new FilterLiteral.Number(number);
        }

        WrongValue(field, _now, NumberForm);
        return null;
    }

    private FilterLiteral? DateLiteral(FilterField field)
    {
        var word = _now;
        if (word.Is("today"))
        {
            Take();
            return new FilterLiteral.Relative(0, FilterDateUnit.Day);
        }

        var isText = word.Kind is FilterTokenKind.Word or FilterTokenKind.Quoted;
        if (isText && FilterDate.TryParse(word.Text, out var date) && !(word.Kind is FilterTokenKind.Word && Following() is { } next && FilterDays.UnitOf(next) is not null))
        {
            Take();
            return new FilterLiteral.Date(date);
        }

        if (word.Kind is FilterTokenKind.Word && FilterDays.TryCount(word.Text, out var count, out var unit))
        {
            return Relative(field, count, unit);
        }

        WrongValue(field, word, DateForm);
        return null;
    }

    /// <summary>The word behind the next token.</summary>
    private string? Following() => FilterLexer.Next(_text, _now.End) is { Kind: FilterTokenKind.Word } token ? token.Text : null;

    private FilterLiteral.Relative? Relative(FilterField field, int count, FilterDateUnit? stated)
    {
        var start = Take();
        var unit = stated ?? (_now.Kind is FilterTokenKind.Word ? FilterDays.UnitOf(_now.Text) : null);
        if (unit is not { } known)
        {
            Fail(FilterErrorKind.WrongType, start.Position, start.Length, $"{field} is a date; {Shown(start.Text)} is none. Write {DateForm}.");
            return null;
        }

        if (stated is null)
        {
            Take();
        }

        if (count > FilterDays.MostOf(known))
        {
            Fail(FilterErrorKind.BadValue, start.Position, start.Length, $"Count no further than {FilterDays.MostOf(known):N0}.");
            return null;
        }

        if (_now.Is("ago"))
        {
            Take();
            return new(-count, count == 0 ? FilterDateUnit.Day : known);
        }

        if (_now.Is("from") && Following() is { } now && now.Equals("now", StringComparison.OrdinalIgnoreCase))
        {
            Take();
            Take();
            return new(count, count == 0 ? FilterDateUnit.Day : known);
        }

        Fail(FilterErrorKind.Syntax, start.Position, _last - start.Position, $"Before or after today? Write {count}{FilterDays.NameOf(known)} ago or {count}{FilterDays.NameOf(known)} from now.");
        return null;
    }
}
