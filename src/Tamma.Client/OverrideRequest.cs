using System.Text.Json;

namespace Tamma.Client;

/// <summary>What the operator says of one field of one model.</summary>
public sealed record OverrideRequest
{
    /// <summary>The model's key; it must be in the catalogue.</summary>
    public string? Key { get; init; }

    /// <summary>Dotted path, for example <c>cost.input</c>, or <c>attributes.NAME</c>.</summary>
    public string? Field { get; init; }

    /// <summary>What it is; a text is taken for what it spells, <c>200k</c> or <c>yes</c>.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Why; kept.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Hides, tags or describes a model. A member that is null stays as it is; false, no words, an empty text or a JSON null take back.</summary>
public sealed record AnnotationRequest
{
    /// <summary>The model's key.</summary>
    public string? Key { get; init; }

    /// <summary>Whether lists leave it out.</summary>
    public bool? Hidden { get; init; }

    /// <summary>All tags, in place of those that there are.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string>? AddTags { get; init; }

    /// <summary>Tags to take away.</summary>
    public IReadOnlyList<string>? RemoveTags { get; init; }

    /// <summary>Own words on it.</summary>
    public string? Notes { get; init; }

    /// <summary>Attributes by name.</summary>
    public IReadOnlyDictionary<string, JsonElement?>? Attributes { get; init; }

    /// <summary>Why; kept.</summary>
    public string? Reason { get; init; }
}

/// <summary>What stands beside a model's facts now.</summary>
public sealed record AnnotationResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>Whether lists leave it out.</summary>
    public required bool Hidden { get; init; }

    /// <summary>The operator's labels.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The operator's words on it.</summary>
    public string? Notes { get; init; }

    /// <summary>Attributes by name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Attributes { get; init; }
}

/// <summary>Goes back to an earlier version of a model.</summary>
public sealed record RollbackRequest
{
    /// <summary>The model's key.</summary>
    public string? Key { get; init; }

    /// <summary>The version's number.</summary>
    public int? Version { get; init; }

    /// <summary>Why; kept.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What going back did.</summary>
public sealed record RollbackResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>The version that it says again.</summary>
    public required int Version { get; init; }

    /// <summary>Give it to <c>DELETE /api/v1/overrides/batches/{batch}</c> to undo all of it; null when every value was overridden so already.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The overrides that do it.</summary>
    public required IReadOnlyList<OverrideResponse> Overrides { get; init; }

    /// <summary>Fields that stay as they are, with the reason.</summary>
    public required IReadOnlyList<LeftFieldResponse> Left { get; init; }
}

/// <summary>A field that could not be brought back.</summary>
public sealed record LeftFieldResponse
{
    /// <summary>Dotted path.</summary>
    public required string Field { get; init; }

    /// <summary>Why not.</summary>
    public required string Why { get; init; }
}
