using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tamma.Filters;

/// <summary>What a row has in a field. The default value is unknown. Nothing is boxed.</summary>
public readonly struct FilterValue : IEquatable<FilterValue>
{
    private static readonly object s_number = new();
    private static readonly object s_date = new();
    private static readonly object s_yes = new();
    private static readonly object s_no = new();

    private readonly object? _kind;

    /// <summary>The number, or the two days of a date.</summary>
    private readonly decimal _number;

    private FilterValue(object kind, decimal number = 0)
    {
        _kind = kind;
        _number = number;
    }

    public static FilterValue Unknown => default;

    public bool IsKnown => _kind is not null;

    public static FilterValue Number(decimal number) => new(s_number, number);

    public static FilterValue Flag(bool flag) => new(flag ? s_yes : s_no);

    public static FilterValue Text(string text) => new(text);

    public static FilterValue Words(ImmutableArray<string> words) => new(ImmutableCollectionsMarshal.AsArray(words)!);

    public static FilterValue Date(FilterDate date) => new(s_date, ((long)date.First.DayNumber << 32) | (uint)date.Last.DayNumber);

    /// <summary>Of another type than it is asked for, a value is as good as unknown.</summary>
    public bool TryNumber(out decimal number)
    {
        number = _number;
        return ReferenceEquals(_kind, s_number);
    }

    public FilterTruth AsFlag() =>
        ReferenceEquals(_kind, s_yes) ? FilterTruth.Yes : ReferenceEquals(_kind, s_no) ? FilterTruth.No : FilterTruth.Unknown;

    /// <summary>Null for anything else.</summary>
    public string? AsText() => _kind as string;

    public bool TryWords(out ReadOnlySpan<string> words)
    {
        words = _kind as string[];
        return _kind is string[];
    }

    public bool TryDate(out FilterDate date)
    {
        if (!ReferenceEquals(_kind, s_date))
        {
            date = default;
            return false;
        }

        var days = (long)_number;
        date = FilterDate.Between((int)(days >> 32), (int)(uint)days);
        return true;
    }

    public bool Equals(FilterValue other) => (_kind, other._kind) switch
    {
        (string a, string b) => a == b,
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        var (a, b) => ReferenceEquals(a, b) && _number == other._number,
    };

    public override bool Equals(object? obj) => obj is FilterValue other && Equals(other);

    public override int GetHashCode() => _kind switch
    {
        string text => text.GetHashCode(StringComparison.Ordinal),
        string[] words => words.Length,
        _ => HashCode.Combine(_number, AsFlag()),
    };

    public static bool operator ==(FilterValue left, FilterValue right) => left.Equals(right);

    public static bool operator !=(FilterValue left, FilterValue right) => !left.Equals(right);
}
