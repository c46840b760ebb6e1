using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Simulator.Chat;

namespace Tamma.Simulator.Worlds;

/// <summary>A model as the simulator knows it, in the words of models.dev; each protocol renders from it what it can say.</summary>
internal sealed record WorldModel
{
    // The defaults are in the getters: source-generated reading sets every init property, a missing one to null.
    public string Provider
    {
        get => field ?? "";
        init;
    }

    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Family { get; init; }

    public ModelCost? Cost { get; init; }

    public ModelLimit? Limit { get; init; }

    public ModelModalities? Modalities { get; init; }

    public bool? Attachment { get; init; }

    public bool? Reasoning { get; init; }

    public bool? ToolCall { get; init; }

    public bool? StructuredOutput { get; init; }

    public bool? Temperature { get; init; }

    public bool? OpenWeights { get; init; }

    public string? Knowledge { get; init; }

    public string? ReleaseDate { get; init; }

    public string? LastUpdated { get; init; }

    public string? Status { get; init; }

    public string? OwnedBy { get; init; }

    /// <summary>Unix seconds; without it the release date is taken.</summary>
    public long? Created { get; init; }

    /// <summary>The day it was announced to go, as yyyy-MM-dd.</summary>
    public string? DeprecatedAt { get; init; }

    /// <summary>The day it goes, as yyyy-MM-dd; it may slip.</summary>
    public string? RetiresAt { get; init; }

    public string? Description { get; init; }

    /// <summary>"embedding" or "router"; without it a model to talk to.</summary>
    public string? Kind { get; init; }

    /// <summary>Other ids under which it answers.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The id that this row stands for; it is then no model of its own.</summary>
    public string? AliasOf { get; init; }

    /// <summary>The content hash of a local model's file, without a prefix.</summary>
    public string? Digest { get; init; }

    /// <summary>How a local model was made smaller, such as Q4_K_M.</summary>
    public string? Quantization { get; init; }

    /// <summary>Billions of parameters in words, such as 8.0B.</summary>
    public string? ParameterSize { get; init; }

    /// <summary>The bytes of a local model's file.</summary>
    public long? Size { get; init; }

    /// <summary>A local model that is in memory now.</summary>
    public bool? Loaded { get; init; }

    /// <summary>The tokens that memory was taken for; often far less than the model's context.</summary>
    public long? LoadedContext { get; init; }

    /// <summary>Whether the owner of the account lets it be used: "enabled", "disabled" or "unconfigured".</summary>
    public string? Policy { get; init; }

    /// <summary>Its row is in the listing twice, the second time with another version.</summary>
    public bool? Repeated { get; init; }

    /// <summary>The id of the model that answers in its place without a word, but for the one in the answer.</summary>
    public string? ServesAs { get; init; }

    /// <summary>How this model chats, where it is not as its world says.</summary>
    public ChatSpec? Chat { get; init; }

    /// <summary>Members the simulator has no word for; they are rendered as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    [JsonIgnore]
    public ModelKey Key => new(Provider, Id);
}

/// <summary>What tells two models of one world apart.</summary>
internal readonly record struct ModelKey(string Provider, string Id);

/// <summary>US dollars for a million tokens.</summary>
internal sealed record ModelCost
{
    public decimal? Input { get; init; }

    public decimal? Output { get; init; }

    public decimal? Reasoning { get; init; }

    public decimal? CacheRead { get; init; }

    public decimal? CacheWrite { get; init; }

    /// <summary>What a prompt costs that is longer than most.</summary>
    public LongContextCost? LongContext { get; init; }
}

/// <summary>US dollars for a million tokens of a prompt of more than so many.</summary>
internal sealed record LongContextCost
{
    public required long From { get; init; }

    public decimal? Input { get; init; }

    public decimal? Output { get; init; }

    public decimal? CacheRead { get; init; }
}

/// <summary>Token limits.</summary>
internal sealed record ModelLimit
{
    public long? Context { get; init; }

    public long? Input { get; init; }

    public long? Output { get; init; }
}

/// <summary>Kinds of content that go in and come out.</summary>
internal sealed record ModelModalities
{
    public IReadOnlyList<string> Input
    {
        get => field ?? ["text"];
        init;
    }

    public IReadOnlyList<string> Output
    {
        get => field ?? ["text"];
        init;
    }
}
