using System.Text.Json;

namespace Tamma.Client;

/// <summary>A model as every interface presents it. A member that is null is unknown; it is never zero and never false instead.</summary>
/// <remarks>The order of the members is the order on the wire.</remarks>
public sealed record ModelResponse
{
    /// <summary><c>provider/native-id</c>; split at the first slash only.</summary>
    public required string Key { get; init; }

    /// <summary>Who sells or serves it.</summary>
    public required string Provider { get; init; }

    /// <summary>What the provider calls it.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The lab's product line.</summary>
    public string? Family { get; init; }

    /// <summary>How many tokens fit.</summary>
    public LimitResponse? Limit { get; init; }

    /// <summary>What it costs.</summary>
    public CostResponse? Cost { get; init; }

    /// <summary>
    /// <c>known</c>: a price above zero is stated. <c>free</c>: it is known to cost nothing. <c>subscription</c>: a plan or its credits pay
    /// for it. <c>unknown</c>: nobody states a price, which is not zero.
    /// </summary>
    public string? PricingStatus { get; init; }

    /// <summary>What it takes and gives.</summary>
    public ModalitiesResponse? Modalities { get; init; }

    /// <summary>Takes files beside text.</summary>
    public bool? Attachment { get; init; }

    /// <summary>Reasons before it answers.</summary>
    public bool? Reasoning { get; init; }

    /// <summary>How reasoning is set: a toggle, effort values or a token budget.</summary>
    public JsonElement? ReasoningOptions { get; init; }

    /// <summary>Calls tools.</summary>
    public bool? ToolCall { get; init; }

    /// <summary>Answers in a given JSON schema.</summary>
    public bool? StructuredOutput { get; init; }

    /// <summary>Takes a temperature.</summary>
    public bool? Temperature { get; init; }

    /// <summary>Gives its reasoning back between tool calls.</summary>
    public bool? Interleaved { get; init; }

    /// <summary>The message field that carries the reasoning.</summary>
    public string? InterleavedField { get; init; }

    /// <summary>Weights can be downloaded.</summary>
    public bool? OpenWeights { get; init; }

    /// <summary>Request parameters that are honoured.</summary>
    public IReadOnlyList<string>? SupportedParameters { get; init; }

    /// <summary>Names of preset settings.</summary>
    public IReadOnlyList<string>? Variants { get; init; }

    /// <summary>Training data ends here; a year, a month or a day.</summary>
    public string? Knowledge { get; init; }

    /// <summary>First offered; a year, a month or a day.</summary>
    public string? ReleaseDate { get; init; }

    /// <summary>Last changed by its lab; a year, a month or a day.</summary>
    public string? LastUpdated { get; init; }

    /// <summary>Announced end; a year, a month or a day.</summary>
    public string? ShutdownDate { get; init; }

    /// <summary><c>alpha</c>, <c>beta</c>, <c>deprecated</c> or <c>active</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Who owns it, in the provider's words.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>What the server says it serves under this name.</summary>
    public string? Root { get; init; }

    /// <summary>The model that an adapter is built on.</summary>
    public string? Parent { get; init; }

    /// <summary>The API behind it.</summary>
    public ApiResponse? Api { get; init; }

    /// <summary>Where the model is reached otherwise than its provider's others.</summary>
    public ProviderOverrideResponse? ProviderOverride { get; init; }

    /// <summary>Fields beyond those of models.dev that are known of it, by dotted path: digest, quantization, loaded and others.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Details { get; init; }

    /// <summary>Leaves that sources state and this version has no field for, by dotted path.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }

    /// <summary><c>listed</c>, <c>missing</c> or <c>removed</c>. Null only when <c>fields</c> left it out, like the members below.</summary>
    public string? Availability { get; init; }

    /// <summary>When any source first named it.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>Since when complete answers no longer list it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When it was taken out.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Counts from 1 for each key.</summary>
    public int? Version { get; init; }

    /// <summary>When this version came to be.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of the event that made this version.</summary>
    public long? Position { get; init; }

    /// <summary>Known from public claims only: no connection offers it.</summary>
    public bool? Reference { get; init; }

    /// <summary>True when it comes from the Simulator; absent otherwise.</summary>
    public bool? Simulated { get; init; }

    /// <summary>The connections that have it.</summary>
    public IReadOnlyList<OfferResponse>? Offers { get; init; }

    /// <summary>Who claims each value, by dotted path.</summary>
    public IReadOnlyDictionary<string, OriginResponse>? Origins { get; init; }
}
