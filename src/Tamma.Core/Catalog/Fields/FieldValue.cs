using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tamma.Catalog.Fields;

/// <summary>A known value. Numbers are held unboxed. There is no value for "unknown": an unknown field is absent.</summary>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private static readonly object s_number = new();
    private static readonly object s_yes = new();
    private static readonly object s_no = new();

    private readonly object _kind;
    private readonly decimal _number;

    private FieldValue(object kind, decimal number = 0)
    {
        _kind = kind;
        _number = number;
    }

    public bool IsText => _kind is string;

    public bool IsFlag => ReferenceEquals(_kind, s_yes) || ReferenceEquals(_kind, s_no);

    public bool IsNumber => ReferenceEquals(_kind, s_number);

    public bool IsWords => _kind is string[];

    public bool IsJson => _kind is CanonicalJson;

    public static FieldValue Text(string text) => new(text);

    public static FieldValue Flag(bool flag) => new(flag ? s_yes : s_no);

    /// <summary>3.0 and 3 are one number and are kept in one form.</summary>
    public static FieldValue Number(decimal number) => new(s_number, number / 1.0000000000000000000000000000m);

    public static FieldValue Words(ImmutableArray<string> words) => new(ImmutableCollectionsMarshal.AsArray(words)!);

    /// <param name="json">Canonical form: see <see cref="CanonicalJson"/>.</param>
    public static FieldValue Json(CanonicalJson json) => new(json);

    public string AsText() => (string)_kind;

    public bool AsFlag() => IsFlag ? ReferenceEquals(_kind, s_yes) : throw new InvalidCastException("Not a flag.");

    public decimal AsNumber() => IsNumber ? _number : throw new InvalidCastException("Not a number.");

    public ImmutableArray<string> AsWords() => ImmutableCollectionsMarshal.AsImmutableArray((string[])_kind);

    public CanonicalJson AsJson() => (CanonicalJson)_kind;

    public bool Equals(FieldValue other) => (_kind, other._kind) switch
    {
        (string a, string b) => a == b,
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        (CanonicalJson a, CanonicalJson b) => a.Equals(b),
        var (a, b) => ReferenceEquals(a, b) && _number == other._number,
    };

    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    public override int GetHashCode() => _kind switch
    {
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        string[] words => words.Aggregate(words.Length, HashCode.Combine),
        CanonicalJson json => json.GetHashCode(),
        var kind => HashCode.Combine(kind is null ? 0 : ReferenceEquals(kind, s_yes) ? 1 : ReferenceEquals(kind, s_no) ? 2 : 3, _number),
    };

    /// <summary>For people and logs.</summary>
    public override string ToString() => _kind switch
    {
        string text => text,
        string[] words => string.Join(',', words),
        CanonicalJson json => json.Text,
        _ when IsFlag => AsFlag() ? "true" : "false",
        _ => _number.ToString(CultureInfo.InvariantCulture),
    };

    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);
}
