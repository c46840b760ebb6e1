using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tamma.Tests.Shared.Judging;

/// <summary>
/// What a judgment asks of a listing: <c>[field, op, value]</c>, <c>{"all":[…]}</c>, <c>{"any":[…]}</c>, <c>{"not":…}</c>. A comparison
/// with a missing field is false.
/// </summary>
internal abstract record Predicate
{
    public static Predicate Read(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Array)
        {
            return new Comparison(json[0].GetString()!, json[1].GetString()!, Value(json[2]));
        }

        var (name, of) = json.EnumerateObject().Select(member => (member.Name, member.Value)).Single();
        return name switch
        {
            "all" => new All([.. of.EnumerateArray().Select(Read)]),
            "any" => new One([.. of.EnumerateArray().Select(Read)]),
            "not" => new Not(Read(of)),
            _ => throw new FormatException($"'{name}' is none of all, any, not."),
        };
    }

    public abstract bool Holds(JudgedListing listing);

    private static object Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(item => item.GetString()!).ToArray(),
        _ => throw new FormatException($"'{json}' is no value to compare with."),
    };

    private sealed record All(Predicate[] Of) : Predicate
    {
        public override bool Holds(JudgedListing listing) => Of.All(one => one.Holds(listing));
    }

    private sealed record One(Predicate[] Of) : Predicate
    {
        public override bool Holds(JudgedListing listing) => Of.Any(one => one.Holds(listing));
    }

    private sealed record Not(Predicate Of) : Predicate
    {
        public override bool Holds(JudgedListing listing) => !Of.Holds(listing);
    }

    private sealed record Comparison(string Field, string Op, object Wanted) : Predicate
    {
        private readonly Regex? _pattern = Op is "matches" ? new((string)Wanted, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null;

        public override bool Holds(JudgedListing listing)
        {
            var actual = listing.Get(Field);
            return Op switch
            {
                "exists" => (actual is not null) == (bool)Wanted,
                "==" => Wanted.Equals(actual),
                "!=" => !Wanted.Equals(actual),
                _ when actual is null => false,
                "in" => actual is string text && ((string[])Wanted).Contains(text, StringComparer.Ordinal),
                "contains" => actual is string[] words ? words.Contains((string)Wanted, StringComparer.Ordinal) : Written(actual).Contains((string)Wanted, StringComparison.OrdinalIgnoreCase),
                "startswith" => Written(actual).StartsWith((string)Wanted, StringComparison.OrdinalIgnoreCase),
                "matches" => _pattern!.IsMatch(Written(actual)),
                "<=" => Order(actual) <= 0,
                ">=" => Order(actual) >= 0,
                "<" => Order(actual) < 0,
                ">" => Order(actual) > 0,
                _ => throw new FormatException($"'{Op}' is no comparison."),
            };
        }

        private int Order(object actual) => (actual, Wanted) switch
        {
            (double a, double b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            _ => throw new FormatException($"{Field} and {Wanted} have no order."),
        };

        private static string Written(object value) => value is string[] words ? string.Join(' ', words) : value.ToString()!;
    }
}
