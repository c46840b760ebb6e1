using System.Globalization;

namespace Tamma.Search.Reading;

/// <summary>Rules of numbers and dates. Each begins at the word in hand, and either takes what it understands or leaves all as it is.</summary>
internal sealed partial class QueryReader
{
    /// <summary>Memory that a model of a billion parameters takes at four bits, and what its context takes besides; in GB.</summary>
    private const double GigabytesEach = 0.6;
    private const double GigabytesBeside = 3;

    /// <summary>Of memory that the system and its programs share, what is left.</summary>
    private const double SharedPart = 0.75;

    private const int LongestTail = 7;

    /// <summary>In <c>grok 4 context</c> the number is a version's.</summary>
    private const double LeastTokens = 1_000;

    private static readonly string[] s_behindNumbers =
    [
        "per", "a", "million", "1m", "tokens", "token", "mtok", "context", "window", "length", "ctx", "input", "output", "parameters", "params", "parameter", "of",
        "vram", "ram", "gpu", "memory", "card", "graphics", "mac", "macbook", "laptop", "machine", "price", "cost", "in", "out", "size", "limit", "unified", "or", "each", "prompt", "completion",
    ];

    /// <summary><c>status:beta</c>, <c>input price &lt;= 0.20</c>, <c>released after 2026-06-01</c>, <c>context 200k</c>.</summary>
    private bool Field()
    {
        if (FieldWords.Table.Match(_words, _at, out var end) is not { } field || end >= _words.Length)
        {
            return false;
        }

        var next = _words[end];
        var isStated = next.Before is ":" or "=" or "==" or ":=";
        if (!FieldWords.IsNumber(field))
        {
            var not = next.Before is "!=";
            var isModality = field.StartsWith("modalities.", StringComparison.Ordinal) && end > _at + 1;
            if (!isStated && !not && !isModality)
            {
                return false;
            }

            var to = EndOfChunk(end);
            var op = isModality || field is "supported_parameters" ? ConstraintOp.Has : ConstraintOp.Is;
            var value = Value(field, Written(end, to));

            // What the field can never be is text.
            if (ConstraintFilters.Of(new(field, op, value, "")) is null)
            {
                return false;
            }

            Add(field, op, value, to, not);
            return Took(to);
        }

        var comparison = isStated ? ConstraintOp.Is : Comparison.Before(_words, end, out end);
        return end < _words.Length && (FieldWords.IsDate(field) ? Date(field, comparison, end) : Number(field, comparison, end));
    }

    private bool Number(string field, ConstraintOp? op, int at)
    {
        if (Quantity.At(_words, at, _query) is not { } quantity || !(quantity.End >= _words.Length || _words[quantity.End].Begins))
        {
            return false;
        }

        var end = quantity.End;
        field = quantity.Unit is QuantityUnit.Dollars && field.StartsWith("limit.", StringComparison.Ordinal) ? $"cost.{field["limit.".Length..]}" : field;
        if (op is null && RangeEnd(quantity, end) is { } most)
        {
            end = Tail(most.End);
            Add(field, ConstraintOp.AtLeast, quantity.Text, end);
            Add(field, ConstraintOp.AtMost, most.Text, end);
            return Took(end);
        }

        op ??= Comparison.Behind(_words, end, _query, ref end) ?? (FieldWords.WantsMore(field) ? ConstraintOp.AtLeast : ConstraintOp.AtMost);
        var tail = Tail(end);
        field = field is "price" && Says("output", end, tail) ? "cost.output" : field is "price" && Says("input", end, tail) ? "cost.input" : field;
        Add(field, op.Value, quantity.Text, tail);
        return Took(tail);
    }

    private bool Date(string field, ConstraintOp? op, int at)
    {
        var isIn = _words[at].Meant is "in" or "on" or "during" or "of" or "to" || (_words[at].Meant is "from" && op is null);
        var isSpoken = _words[at].Meant is "this" or "last" or "past" or "today";
        if (op is null && !isIn && !isSpoken && Dates.At(_words, at, _today, out _) is null)
        {
            return false;
        }

        var from = isIn || (_words[at].Meant == "the" && at + 1 < _words.Length) ? at + 1 : at;
        if (Dates.At(_words, from, _today, out var end) is not { } period)
        {
            return false;
        }

        AddPeriod(field, op is ConstraintOp.Is ? null : op, period, end);
        return Took(end);
    }

    /// <summary><c>released in 2026</c> is a period; after it begins behind its last day.</summary>
    private void AddPeriod(string field, ConstraintOp? op, (DateOnly From, DateOnly To) period, int end)
    {
        switch (op)
        {
            case ConstraintOp.Above:
                Add(field, ConstraintOp.AtLeast, Iso(period.To), end);
                break;
            case ConstraintOp.AtLeast:
                Add(field, ConstraintOp.AtLeast, Iso(period.From), end);
                break;
            case ConstraintOp.Below:
                Add(field, ConstraintOp.Below, Iso(period.From), end);
                break;
            case ConstraintOp.AtMost:
                Add(field, ConstraintOp.Below, Iso(period.To), end);
                break;
            default:
                Add(field, ConstraintOp.AtLeast, Iso(period.From), end);
                if (period.To <= _today && field is not "knowledge")
                {
                    Add(field, ConstraintOp.Below, Iso(period.To), end);
                }

                break;
        }
    }

    /// <summary><c>since 2026</c>, <c>from this year</c>: without a field it is the release.</summary>
    private bool Period()
    {
        var at = _at;
        var op = Comparison.Before(_words, at, out at);
        if (op is null && _words[at].Meant is not ("this" or "last" or "past"))
        {
            if (_words[at].Meant is not ("in" or "from"))
            {
                return false;
            }

            at++;
        }

        // "from 2026" names a year, as "from" before it would not for an amount.
        if (_words[_at].Meant is "from" or "in")
        {
            op = null;
        }

        if (at >= _words.Length || Dates.At(_words, at, _today, out var end) is not { } period || (end < _words.Length && !_words[end].Begins))
        {
            return false;
        }

        AddPeriod("release_date", op, period, end);
        return Took(end);
    }

    /// <summary><c>under $1</c>, <c>at least 200k context</c>, <c>below 10b</c>.</summary>
    private bool Bound()
    {
        if (_words[_at].Meant is "between" && Quantity.At(_words, _at + 1, _query) is { } least && RangeEnd(least, least.End) is { } most)
        {
            return Range(least, most);
        }

        if (Comparison.Before(_words, _at, out var at) is not { } op)
        {
            return false;
        }

        return Quantity.At(_words, at, _query) is { } quantity ? Measure(quantity, op)
            : at > _at && FieldWords.Table.Match(_words, at, out var end) is { } field && FieldWords.IsNumber(field) && !FieldWords.IsDate(field) && Number(field, op, end);
    }

    /// <summary>The upper end of <c>32k to 128k</c>, <c>$1 and $3</c>, <c>7-9b</c>.</summary>
    private Quantity? RangeEnd(Quantity least, int at)
    {
        if (at >= _words.Length)
        {
            return null;
        }

        var from = _words[at].Meant is "to" or "and" ? at + 1 : _words[at].Before is "-" ? at : -1;
        return from >= 0 && Quantity.At(_words, from, _query) is { } most && (most.Unit == least.Unit || least.Unit is QuantityUnit.None) && most.Number > least.Number ? most : null;
    }

    private bool Range(Quantity least, Quantity most)
    {
        var at = _at;
        if (!Measure(most, ConstraintOp.AtMost))
        {
            return false;
        }

        // The upper end has found the field; the lower one takes it over.
        var upper = _constraints[^1];
        var factor = least.Unit is QuantityUnit.None && most.Unit is QuantityUnit.Tokens ? most.Number >= 1e6 ? 1e6 : 1e3 : 1;
        _constraints[^1] = upper with { Words = Written(at, _at) };
        _constraints.Add(upper with { Op = ConstraintOp.AtLeast, Value = (least.Number * factor).ToString(CultureInfo.InvariantCulture), Words = Written(at, _at) });
        return true;
    }

    /// <summary><c>200k context</c>, <c>24 GB</c>, <c>32b or smaller</c>.</summary>
    private bool Amount()
    {
        if (Quantity.At(_words, _at, _query) is not { } quantity)
        {
            return false;
        }

        var end = quantity.End;
        var op = Comparison.Behind(_words, end, _query, ref end);
        return (quantity.Unit is not (QuantityUnit.None or QuantityUnit.Billions) || op is not null || (IsNoun(end) && quantity.Number >= LeastTokens)) && Measure(quantity with { End = end }, op);
    }

    private bool IsNoun(int at) => at < _words.Length && _words[at].Begins && _words[at].Meant is "context" or "ctx" or "tokens" or "output" or "window";

    private bool Measure(Quantity quantity, ConstraintOp? op)
    {
        if (quantity.End < _words.Length && !_words[quantity.End].Begins)
        {
            return false;
        }

        var end = Tail(quantity.End);
        var isOutput = Says("output", quantity.End, end) || Says("out", quantity.End, end) || Says("completion", quantity.End, end);
        switch (quantity.Unit)
        {
            case QuantityUnit.Dollars:
                Add(isOutput ? "cost.output" : "cost.input", op ?? ConstraintOp.AtMost, quantity.Text, end);
                return Took(end);
            case QuantityUnit.Gigabytes when op is null or ConstraintOp.AtMost or ConstraintOp.Below:
                Fit(quantity.Number * (Says("mac", quantity.End, end) || Says("macbook", quantity.End, end) || Says("laptop", quantity.End, end) || Says("unified", quantity.End, end) ? SharedPart : 1), end);
                return Took(end);
            case QuantityUnit.Billions when op is not null:
                Add("size_b", op.Value, quantity.Text, end);
                return Took(end);
            case QuantityUnit.Tokens:
            case QuantityUnit.None when end > quantity.End && (IsNoun(quantity.End) || (op is not null && IsNoun(end - 1))):
                Add(isOutput ? "limit.output" : Says("input", quantity.End, end) && !Says("context", quantity.End, end) ? "limit.input" : "limit.context", op ?? ConstraintOp.AtLeast, quantity.Text, end);
                return Took(end);
            default:
                return false;
        }
    }

    /// <summary>Weights at four bits, beside a context; the largest that fits first.</summary>
    private void Fit(double gigabytes, int end)
    {
        var billions = Math.Max((gigabytes - GigabytesBeside) / GigabytesEach, 1);
        Add("open_weights", ConstraintOp.Is, "true", end);
        Add("size_b", ConstraintOp.AtMost, Math.Round(billions, 1).ToString(CultureInfo.InvariantCulture), end);
        Add("size_b", ConstraintOp.Descending, "", end);
    }

    /// <summary>Words behind a number that belong to it.</summary>
    private int Tail(int at)
    {
        var end = at;
        while (end < _words.Length && end - at < LongestTail && _words[end].Begins && s_behindNumbers.Contains(_words[end].Meant) && !BeginsBound(end))
        {
            end++;
        }

        return end;
    }

    /// <summary>Whether the word is the field of a bound of its own: <c>input under $1 output under $2</c>.</summary>
    private bool BeginsBound(int at) => FieldWords.Table.Match(_words, at, out var end) is not null && end < _words.Length && Comparison.Before(_words, end, out _) is not null;

    private bool Says(string word, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_words[i].Meant == word)
            {
                return true;
            }
        }

        return false;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
