using System.Text.Json.Serialization;

namespace Tamma.Simulator.Worlds;

/// <summary>How a world is made and how it behaves when nothing is wrong with it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WorldSpec
{
    public required string Name { get; init; }

    public required ProtocolName Protocol { get; init; }

    public Flavour? Flavour { get; init; }

    /// <summary>The Bearer key of an openai world.</summary>
    public string? Key { get; init; }

    /// <summary>The Basic user of an opencode world that has a password.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    public int? PageSize { get; init; }

    public ETagKind? Etag { get; init; }

    public bool VolatileCreated { get; init; }

    public bool Shuffle { get; init; }

    public int DelayMs { get; init; }

    public GenerateSpec? Generate { get; init; }

    /// <summary>Two calls give two bodies although nothing has changed.</summary>
    [JsonIgnore]
    public bool IsVolatile => VolatileCreated || Shuffle || Flavour == Worlds.Flavour.Vllm;

    /// <summary>The first thing that is wrong with the spec, or null.</summary>
    public string? Complaint() => this switch
    {
        { Name: "" } => "name is empty.",
        _ when !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') => "name takes letters, digits, '-', '_' and '.'.",
        { Protocol: not ProtocolName.OpenAi } when Flavour is not null || Key is not null || PageSize is not null || VolatileCreated => "flavour, key, page_size and volatile_created are for protocol openai.",
        { Protocol: not ProtocolName.OpenCode } when Username is not null || Password is not null => "username and password are for protocol opencode.",
        { PageSize: <= 0 } => "page_size is at least 1.",
        { DelayMs: < 0 or > 600_000 } => "delay_ms is 0 to 600000.",
        { Generate: { Models: < 0 or > 100_000 } or { Providers: < 1 or > 1_000 } } => "generate takes 0 to 100000 models and 1 to 1000 providers.",
        _ => null,
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

/// <summary>The wire a world speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProtocolName>))]
internal enum ProtocolName
{
    [JsonStringEnumMemberName("opencode")]
    OpenCode,

    [JsonStringEnumMemberName("openai")]
    OpenAi,

    [JsonStringEnumMemberName("models_dev")]
    ModelsDev,
}

/// <summary>The kind of server behind an OpenAI-compatible wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Flavour>))]
internal enum Flavour
{
    [JsonStringEnumMemberName("openai")]
    Plain,

    [JsonStringEnumMemberName("vllm")]
    Vllm,

    [JsonStringEnumMemberName("llamacpp")]
    LlamaCpp,

    [JsonStringEnumMemberName("gateway")]
    Gateway,
}

/// <summary>The validator a world sends with its listing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ETagKind>))]
internal enum ETagKind
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("strong")]
    Strong,

    [JsonStringEnumMemberName("weak")]
    Weak,
}
