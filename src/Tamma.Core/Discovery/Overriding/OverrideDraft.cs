using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Discovery.Overriding;

/// <summary>An override as somebody asks for it, before anything of it is checked.</summary>
public sealed record OverrideDraft(ModelKey Key, string Field, JsonElement Value)
{
    /// <summary>Who said it first, where it is brought in from elsewhere; else who says it now.</summary>
    public string? Author { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What saying something would do.</summary>
public enum OverrideOutcome
{
    Added,

    /// <summary>It takes the place of another value.</summary>
    Replaced,
    Unchanged,
}

/// <summary>What shall stand beside a model's facts. A member that is null stays as it is; what says nothing (<c>false</c>, no words, an empty text, a JSON null) is taken back.</summary>
public sealed record AnnotationDraft
{
    public bool? Hidden { get; init; }

    /// <summary>All tags, in place of those that there are.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    public ImmutableArray<string> AddedTags { get; init; } = [];

    public ImmutableArray<string> RemovedTags { get; init; } = [];

    public string? Notes { get; init; }

    /// <summary>Attributes by name, without <c>attributes.</c> before it.</summary>
    public ImmutableDictionary<string, JsonElement> Attributes { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    public string? Reason { get; init; }
}
