using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tamma.Simulator.Control;

/// <summary>A model by name alone.</summary>
internal sealed record ModelName(string Provider, string Id);

/// <summary>What a provider of an opencode world gives away.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SecretsSpec(string Provider, string? Key = null, JsonObject? Options = null);

/// <summary>Why control did nothing.</summary>
internal sealed record ControlError(string Error);
