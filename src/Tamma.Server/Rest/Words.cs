using System.Collections.Concurrent;
using System.Text.Json;

namespace Tamma.Server.Rest;

/// <summary>The names of cases on the wire: snake_case.</summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<Enum, string> s_words = new();

    public static string Of<T>(T value)
        where T : struct, Enum =>
        s_words.GetOrAdd(value, known => JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()));
}
