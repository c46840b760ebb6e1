using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>
/// A name as words, numbers and sizes, without what separates them: <c>qwen3.5-35b-a3b</c> → qwen 3 5 35b a3b. Two names that
/// are equal as units are equal names; the keys below forget more, one thing each.
/// </summary>
internal readonly struct NameUnits
{
    private const int Most = 64;

    private readonly ImmutableArray<string> _units;

    private NameUnits(ImmutableArray<string> units, bool hasLetterPoint)
    {
        _units = units;
        HasLetterPoint = hasLetterPoint;
    }

    /// <summary>A <c>p</c> between two digits stood for the point.</summary>
    public bool HasLetterPoint { get; }

    public ImmutableArray<string> All => _units;

    public bool IsEmpty => _units.IsDefaultOrEmpty;

    /// <param name="name">Lower case.</param>
    public static NameUnits Of(string name)
    {
        var units = ImmutableArray.CreateBuilder<string>(8);
        var letterPoint = false;
        for (var at = 0; at < name.Length && units.Count < Most;)
        {
            if (!char.IsLetterOrDigit(name[at]))
            {
                if (name[at++] == '+')
                {
                    units.Add("plus");
                }

                continue;
            }

            var end = at;
            while (end < name.Length && char.IsLetterOrDigit(name[end]))
            {
                end++;
            }

            letterPoint |= Cut(name.AsSpan(at, end - at), units);
            at = end;
        }

        return new(units.DrainToImmutable(), letterPoint);
    }

    /// <summary>Without a zero that follows a number: 4.0 is 4.</summary>
    public NameUnits WithoutMinorZero()
    {
        var units = _units;
        return HasMinorZero ? new([.. units.Where((_, place) => !IsMinorZero(units, place))], HasLetterPoint) : this;
    }

    public NameUnits Without(Func<string, bool> leave) => new(_units.RemoveAll(unit => leave(unit)), HasLetterPoint);

    public bool HasMinorZero
    {
        get
        {
            for (var i = 1; i < _units.Length; i++)
            {
                if (IsMinorZero(_units, i))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>All units in their order.</summary>
    public string Key() => string.Join('-', _units);

    /// <summary>Words in any order, numbers in theirs.</summary>
    public string Bag() =>
        string.Join('-', _units.Where(unit => !IsNumber(unit)).Order(StringComparer.Ordinal)) + "#" + string.Join('.', _units.Where(IsNumber));

    /// <summary>Nothing between them, so that 25 is 2.5.</summary>
    public string Joined() => string.Concat(_units);

    public static bool IsNumber(string unit) => char.IsAsciiDigit(unit[^1]);

    private static bool IsMinorZero(ImmutableArray<string> units, int place) => units[place] == "0" && place > 0 && IsNumber(units[place - 1]);

    /// <summary>A run without separators: sizes stay whole, a letter and a digit part.</summary>
    private static bool Cut(ReadOnlySpan<char> run, ImmutableArray<string>.Builder units)
    {
        var text = run.ToString();
        if (!char.IsAsciiDigit(text[^1]) && (NameTables.Size.IsMatch(text) || NameTables.InnerSize.IsMatch(text) || NameTables.ContextSize.IsMatch(text)))
        {
            units.Add(text);
            return false;
        }

        var letterPoint = false;
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]) == char.IsAsciiDigit(text[at]))
            {
                end++;
            }

            if (end == at + 1 && text[at] == 'p' && at > 0 && end < text.Length)
            {
                letterPoint = true;
            }
            else if (char.IsAsciiDigit(text[at]) && NameTables.Size.IsMatch(text.AsSpan(at)))
            {
                units.Add(text[at..]);
                return letterPoint;
            }
            else
            {
                units.Add(text[at..end]);
            }

            at = end;
        }

        return letterPoint;
    }
}
