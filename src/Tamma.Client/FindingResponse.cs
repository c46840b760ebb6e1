using System.Text.Json;

namespace Tamma.Client;

/// <summary>Something in a description that cannot be right, or that its reader should know.</summary>
public sealed record FindingResponse
{
    /// <summary>The model's key; null for a document.</summary>
    public string? Model { get; init; }

    /// <summary>Stable, for programs, for example <c>INCONSISTENT_TOKEN_LIMITS</c>.</summary>
    public required string Code { get; init; }

    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>The dotted field, or the capability, that it is about.</summary>
    public required string Field { get; init; }

    /// <summary>What is there; null where something is missing.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Suggestion { get; init; }
}

/// <summary>A page of findings.</summary>
public sealed record FindingListResponse
{
    /// <summary>The findings, by model.</summary>
    public required IReadOnlyList<FindingResponse> Data { get; init; }

    /// <summary>How many there are of each code, on all pages.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Where the next page starts; null on the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>Asks for a validation: of a model by its key, or of a document.</summary>
public sealed record CapabilityValidationRequest
{
    /// <summary>A model's key; null to send a document.</summary>
    public string? Model { get; init; }

    /// <summary>Fields in the shape of a model: <c>{"limit":{"context":200000},"tool_call":true}</c>.</summary>
    public JsonElement? Fields { get; init; }

    /// <summary>A list of names, or an object of name → true, false or attributes. Any provider's names will do.</summary>
    public JsonElement? Capabilities { get; init; }
}

/// <summary>What a validation found.</summary>
public sealed record CapabilityValidationResponse
{
    /// <summary>True when nothing that was found is an error.</summary>
    public bool Valid { get; init; }

    /// <summary>The model's key, for a model.</summary>
    public string? Model { get; init; }

    /// <summary>The findings, errors first.</summary>
    public required IReadOnlyList<FindingResponse> Findings { get; init; }

    /// <summary>What was understood: <c>yes</c> or <c>no</c> by capability. What is unknown is absent.</summary>
    public required IReadOnlyDictionary<string, string> Capabilities { get; init; }
}
