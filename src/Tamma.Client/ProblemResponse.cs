using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tamma.Client;

/// <summary>An error as RFC 9457 writes it.</summary>
public sealed record ProblemResponse
{
    /// <summary>The stable name of the error: <c>urn:tamma:problem:NAME</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The error in a few words, the same for each of its type.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong this time, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>Members that belong to the type.</summary>
    [JsonExtensionData]
    [SuppressMessage("Usage", "CA2227", Justification = "The serialiser fills extension data through a setter only.")]
    public IDictionary<string, JsonElement>? Extensions { get; set; }
}
