using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Benchmarks.Shapes;
using Tamma.Catalog;

namespace Tamma.Benchmarks.Plans;

/// <summary>A plan as JSON, to be stored and read back. Members that a later version adds are as if nobody had set them.</summary>
public static class PlanText
{
    public static string Write(BenchmarkPlan plan) => JsonSerializer.Serialize(plan, PlanJson.Default.BenchmarkPlan);

    /// <exception cref="JsonException">It is no plan.</exception>
    public static BenchmarkPlan Read(string text) => JsonSerializer.Deserialize(text, PlanJson.Default.BenchmarkPlan) ?? throw new JsonException("A plan is an object.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, Converters = [typeof(KeyText), typeof(LoadShapeText), typeof(LengthsWord)])]
[JsonSerializable(typeof(BenchmarkPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;

internal sealed class KeyText : JsonConverter<ModelKey>
{
    public override ModelKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ModelKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException("A model's key is PROVIDER/ID.");

    public override void Write(Utf8JsonWriter writer, ModelKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class LengthsWord : JsonConverter<Lengths>
{
    public override Lengths Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LengthsText.Read(reader.GetString() ?? "") is ({ } lengths, _) ? lengths : throw new JsonException("These are no lengths.");

    public override void Write(Utf8JsonWriter writer, Lengths value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary><c>closed 8</c>, <c>constant 2.5</c>, <c>poisson 2.5</c>.</summary>
internal sealed class LoadShapeText : JsonConverter<LoadShape>
{
    public override LoadShape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.GetString() ?? "").Split(' ') is [var kind, var text] && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value > 0
            ? kind switch
            {
                "closed" => new LoadShape.Closed((int)value),
                "constant" => new LoadShape.Constant(value),
                "poisson" => new LoadShape.Poisson(value),
                _ => throw new JsonException($"'{kind}' is no load."),
            }
            : throw new JsonException("A load is 'closed 8', 'constant 2.5' or 'poisson 2.5'.");

    public override void Write(Utf8JsonWriter writer, LoadShape value, JsonSerializerOptions options) => writer.WriteStringValue(value switch
    {
        LoadShape.Closed closed => FormattableString.Invariant($"closed {closed.Concurrency}"),
        LoadShape.Constant constant => FormattableString.Invariant($"constant {constant.PerSecond:R}"),
        LoadShape.Poisson poisson => FormattableString.Invariant($"poisson {poisson.PerSecond:R}"),
        _ => throw new JsonException("Not a load."),
    });
}
