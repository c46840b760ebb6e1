using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tamma.Client.Benchmarks;

/// <summary>What the load worker reads and writes.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcTime)])]
[JsonSerializable(typeof(LoadPlan))]
[JsonSerializable(typeof(LoadLine))]
[JsonSerializable(typeof(LoadReportResponse))]
[JsonSerializable(typeof(LoadSweepResponse))]
public sealed partial class LoadJson : JsonSerializerContext;
