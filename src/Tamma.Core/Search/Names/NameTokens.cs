namespace Tamma.Search.Names;

/// <summary>
/// Cuts names of models into terms: <c>gpt-5.4-mini</c> → gpt 5.4 mini, <c>llama3.3:70b</c> → llama 3.3 70b, <c>claude-opus-4-8</c>
/// → claude opus 4.8, <c>o1</c> and <c>4o</c> stay whole, <c>2025-04-14</c> is 20250414. The same for what is indexed and what is asked.
/// </summary>
public ref struct NameTokens
{
    /// <summary>Longest term; what is longer is cut.</summary>
    public const int Longest = 48;

    /// <summary>Up to so many digits can be a part of a version; more are a date or a revision.</summary>
    private const int VersionDigits = 2;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _term;
    private int _at;
    private int _length;

    /// <param name="text">Folded: see <see cref="Fold"/>.</param>
    /// <param name="term">Room for one term: <see cref="Longest"/> characters.</param>
    public NameTokens(ReadOnlySpan<char> text, Span<char> term)
    {
        _text = text;
        _term = term;
    }

    /// <summary>The term; valid until the next is read.</summary>
    public readonly ReadOnlySpan<char> Current => _term[.._length];

    /// <summary>Where the term begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where what is not read yet begins.</summary>
    public readonly int End => _at;

    public bool MoveNext()
    {
        while (_at < _text.Length && !char.IsLetter(_text[_at]) && !char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            return false;
        }

        Start = _at;
        _length = 0;
        if (char.IsAsciiDigit(_text[_at]))
        {
            Number();
        }
        else
        {
            Word();
        }

        return true;
    }

    private void Word()
    {
        var end = _at;
        while (end < _text.Length && char.IsLetter(_text[end]))
        {
            end++;
        }

        var isShort = end - _at == 1 && IsDigit(end);
        Take(end);
        if (!isShort)
        {
            return;
        }

        // One letter before digits is part of the name: o1, k2, v3; and a unit may follow: a3b.
        var digits = EndOfDigits(_at);
        if (!Version(digits))
        {
            Take(digits);
            Unit();
        }
    }

    private void Number()
    {
        var end = EndOfDigits(_at);
        if (Date(end) || Version(end))
        {
            return;
        }

        // 0.6b: a decimal with a unit is a size.
        if (end + 1 < _text.Length && _text[end] == '.' && IsDigit(end + 1) && EndOfDigits(end + 1) is var fraction && EndOfLetters(fraction) == fraction + 1)
        {
            Take(fraction + 1);
            return;
        }

        Take(end);
        Unit();
    }

    /// <summary>Letters that belong to the digits before them: 70b, 128k, 4o, 8x7b.</summary>
    private void Unit()
    {
        var end = EndOfLetters(_at);
        if (end == _at + 1 && _text[_at] == 'x' && IsDigit(end))
        {
            Take(end);
            var digits = EndOfDigits(_at);
            Take(EndOfLetters(digits) is var unit && unit == digits + 1 ? unit : digits);
        }
        else if (end - _at is 1 or 2 && !IsDigit(end))
        {
            Take(end);
        }
    }

    /// <summary>Digits, a point or what stands for one, and one or two digits more that nothing follows: 4.5, 4-5, 4_5, 4p5.</summary>
    private bool Version(int end)
    {
        if (end - _at > VersionDigits || !IsMinor(end, out var minor))
        {
            return false;
        }

        Take(end);
        while (true)
        {
            _at = end + 1;
            Append('.');
            Take(minor);
            end = minor;
            if (end >= _text.Length || _text[end] != '.' || !IsMinor(end, out minor))
            {
                return true;
            }
        }
    }

    /// <summary>In <c>qwen3-0.6b</c> the zero begins a size.</summary>
    private readonly bool IsMinor(int point, out int end)
    {
        end = point + 1;
        if (point + 1 >= _text.Length || _text[point] is not ('.' or '-' or '_' or 'p') || !IsDigit(point + 1))
        {
            return false;
        }

        end = EndOfDigits(point + 1);
        var isDecimal = _text[point] != '.' && end + 1 < _text.Length && _text[end] == '.' && IsDigit(end + 1);
        return end - point - 1 <= VersionDigits && !isDecimal && (end == _text.Length || !char.IsLetter(_text[end]));
    }

    private bool Date(int year)
    {
        if (year - _at != 4 || _text[_at] is not ('1' or '2') || year + 6 > _text.Length || _text[year] != '-' || _text[year + 3] != '-'
            || EndOfDigits(year + 1) != year + 3 || EndOfDigits(year + 4) != year + 6)
        {
            return false;
        }

        Take(year);
        _at = year + 1;
        Take(year + 3);
        _at = year + 4;
        Take(year + 6);
        return true;
    }

    private readonly bool IsDigit(int at) => at < _text.Length && char.IsAsciiDigit(_text[at]);

    private readonly int EndOfDigits(int at)
    {
        while (IsDigit(at))
        {
            at++;
        }

        return at;
    }

    private readonly int EndOfLetters(int at)
    {
        while (at < _text.Length && char.IsLetter(_text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Goes on to a place; what lies before it belongs to the term.</summary>
    private void Take(int end)
    {
        for (; _at < end; _at++)
        {
            Append(_text[_at]);
        }
    }

    private void Append(char letter)
    {
        if (_length < _term.Length)
        {
            _term[_length++] = letter;
        }
    }
}
