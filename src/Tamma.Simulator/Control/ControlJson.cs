using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tamma.Simulator.Chat;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Faults;
using Tamma.Simulator.Generation;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Control;

/// <summary>JSON of the control surface.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<WorldSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ModelName>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(WorldSpec))]
[JsonSerializable(typeof(WorldModel))]
[JsonSerializable(typeof(FaultSpec))]
[JsonSerializable(typeof(SecretsSpec))]
[JsonSerializable(typeof(SeenRequests))]
[JsonSerializable(typeof(ChatSpec))]
[JsonSerializable(typeof(Sends))]
[JsonSerializable(typeof(SendsRead))]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(AdvanceSpec))]
[JsonSerializable(typeof(AdvanceAnswer))]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ControlJson : JsonSerializerContext;
