using System.Text.Json.Serialization;
using Tamma.Simulator.Chat;
using Tamma.Simulator.Faults;

namespace Tamma.Simulator.Worlds;

/// <summary>How a world is made and how it behaves when nothing is wrong with it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WorldSpec
{
    public required string Name { get; init; }

    public required ProtocolName Protocol { get; init; }

    public Flavour? Flavour { get; init; }

    /// <summary>The key clients must show, in the header that the protocol says.</summary>
    public string? Key { get; init; }

    /// <summary>The Basic user of an opencode world that has a password.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    public int? PageSize { get; init; }

    public ETagKind? Etag { get; init; }

    public bool VolatileCreated { get; init; }

    public bool Shuffle { get; init; }

    public int DelayMs { get; init; }

    /// <summary>False for a copilot world whose token may not use Copilot.</summary>
    public bool? Entitled { get; init; }

    /// <summary>A zai world without a listing.</summary>
    public bool NoList { get; init; }

    /// <summary>An ollama world of 2025, whose tags say little.</summary>
    public bool Old { get; init; }

    public GenerateSpec? Generate { get; init; }

    /// <summary>How it chats; requests may say otherwise.</summary>
    public ChatSpec? Chat { get; init; }

    /// <summary>What happens by itself, at which second of the world's own clock.</summary>
    public IReadOnlyList<ScriptStep>? Script { get; init; }

    /// <summary>Two calls give two bodies although nothing has changed.</summary>
    [JsonIgnore]
    public bool IsVolatile => VolatileCreated || Shuffle || Flavour == Worlds.Flavour.Vllm || Protocol is ProtocolName.Zen or ProtocolName.Mistral;

    /// <summary>The listing comes in pages.</summary>
    [JsonIgnore]
    public bool HasPages => PageSize is not null || Protocol is ProtocolName.Anthropic or ProtocolName.Gemini or ProtocolName.OpenRouter;

    /// <summary>One server is one provider; the others are catalogues of many.</summary>
    [JsonIgnore]
    public bool IsCatalogue => Protocol is ProtocolName.OpenCode or ProtocolName.ModelsDev or ProtocolName.LiteLlmPrices;

    /// <summary>The first thing that is wrong with the spec, or null.</summary>
    public string? Complaint() => this switch
    {
        { Name: "" } => "name is empty.",
        _ when !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') => "name takes letters, digits, '-', '_' and '.'.",
        { Protocol: not ProtocolName.OpenAi } when Flavour is not null || VolatileCreated => "flavour and volatile_created are for protocol openai.",
        _ when IsCatalogue && Key is not null => "key is not for the protocols opencode, models_dev and litellm_prices.",
        { Protocol: not (ProtocolName.OpenAi or ProtocolName.Anthropic or ProtocolName.Gemini or ProtocolName.OpenRouter) } when PageSize is not null => "page_size is for the protocols openai, anthropic, gemini and openrouter.",
        { Protocol: not ProtocolName.Copilot } when Entitled is not null => "entitled is for protocol copilot.",
        { Protocol: not ProtocolName.Zai } when NoList => "no_list is for protocol zai.",
        { Protocol: not ProtocolName.Ollama } when Old => "old is for protocol ollama.",
        { Protocol: not ProtocolName.OpenCode } when Username is not null || Password is not null => "username and password are for protocol opencode.",
        { PageSize: <= 0 } => "page_size is at least 1.",
        { DelayMs: < 0 or > 600_000 } => "delay_ms is 0 to 600000.",
        { Generate: { Models: < 0 or > 100_000 } or { Providers: < 1 or > 1_000 } } => "generate takes 0 to 100000 models and 1 to 1000 providers.",
        { Generate.Providers: not null } when !IsCatalogue => "generate takes providers for the protocols opencode, models_dev and litellm_prices.",
        { HasPages: false } when Script?.Any(step => step.Fault?.Kind == FaultKind.TruncatedPage) == true => "truncated_page is for worlds with pages.",
        { Chat: { } chat } when chat.Complaint() is { } complaint => $"chat: {complaint}",
        _ => Script?.Select(step => step.Complaint()).FirstOrDefault(complaint => complaint is not null),
    };
}

/// <summary>How many models to invent, and from which seed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GenerateSpec
{
    public required int Models { get; init; }

    public int? Providers { get; init; }

    /// <summary>Without it the seed of the command line is taken.</summary>
    public long? Seed { get; init; }
}

