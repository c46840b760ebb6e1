using System.Collections.Frozen;
using System.Text.Json;

namespace Tamma.Server.Rest;

/// <summary>The names of cases on the wire: snake_case.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Names<T>.Known.TryGetValue(value, out var name) ? name : Convert(value);

    /// <summary>The case that is called so, whatever the case of its letters; null where none is.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum
    {
        foreach (var (value, known) in Names<T>.InOrder)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All names, in the order of the cases.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum =>
        Names<T>.InOrder.Select(pair => pair.Name);

    private static string Convert<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly (T Value, string Name)[] InOrder = [.. Enum.GetValues<T>().Select(value => (value, Convert(value)))];

        public static readonly FrozenDictionary<T, string> Known = InOrder.DistinctBy(pair => pair.Value).ToFrozenDictionary(pair => pair.Value, pair => pair.Name);
    }
}
