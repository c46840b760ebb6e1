using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Redaction;

namespace Tamma.Providers;

/// <summary>The parts of an answer without which it is no list. Each is there, or the whole answer is refused.</summary>
internal static class Required
{
    /// <summary>Name of the reading rule that counts providers of a name that stands for something else here.</summary>
    public const string ReservedProvider = "reserved_provider_is_left_out";

    public static ProviderException Malformed(string what) => new(ProviderFault.Malformed, what);

    public static JsonElement Member(JsonElement parent, string name, JsonValueKind kind, string where) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw Malformed($"{where} has no '{name}' that is {(kind is JsonValueKind.Array ? "a list" : kind is JsonValueKind.Object ? "an object" : "a text")}");

    /// <summary>Whether a provider's id would be taken for the rows of models whoever serves them. Keys are looked up without regard to case.</summary>
    public static bool IsReserved(string provider) => string.Equals(provider, ModelKey.Canonical, StringComparison.OrdinalIgnoreCase);

    /// <summary>An id that a key can be made of.</summary>
    /// <param name="isProvider">The slash after it ends a provider's id, so it holds none.</param>
    public static string Id(string id, bool isProvider = false) =>
        id.Length is 0 or > ModelKey.LongestPart || id.Any(char.IsControl) || (isProvider && id.Contains('/', StringComparison.Ordinal))
            ? throw Malformed("an id in it is empty, too long, or holds characters that no id has")
            : id.Contains(Redactor.Mark, StringComparison.Ordinal) ? throw Malformed("an id in it repeats a secret")
            : id;
}
