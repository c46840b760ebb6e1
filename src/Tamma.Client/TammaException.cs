using System.Text.Json;

namespace Tamma.Client;

/// <summary>The server answered with an error.</summary>
/// <param name="type">The stable name of the error, <c>about:blank</c> when the answer had none.</param>
/// <param name="title">The error in a few words.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What went wrong this time.</param>
public sealed class TammaException(string type, string title, int status, string? detail)
    : Exception(detail ?? $"{title} ({status}).")
{
    /// <summary>The stable name of the error, <c>about:blank</c> when the answer had none.</summary>
    public string ProblemType => type;

    /// <summary>Members that belong to the type: the place of a mistake, the names that would have been right.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>The error in a few words, the same for each of its type.</summary>
    public string Title => title;

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>What went wrong this time, and what to do.</summary>
    public string? Detail => detail;
}
