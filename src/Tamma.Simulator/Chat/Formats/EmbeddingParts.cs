using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>What all embeddings have in common.</summary>
internal static class EmbeddingParts
{
    /// <summary>A text, or texts; a list of numbers is one text of as many tokens.</summary>
    public static IReadOnlyList<string> TextsOf(JsonElement? input) => input switch
    {
        { ValueKind: JsonValueKind.String } => [input.Text()!],
        { ValueKind: JsonValueKind.Array } many when many.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number) => [NumbersOf(many)],
        _ => [.. input.Items().Select(item => item.ValueKind == JsonValueKind.Array ? NumbersOf(item) : ((JsonElement?)item).Text() ?? "")],
    };

    public static int DimensionsOf(JsonElement? asked) => (int)(asked.Whole() ?? Vectors.DefaultDimensions);

    public static Failure? Complaint(long? dimensions, string name) =>
        dimensions is null or (>= 1 and <= Vectors.MostDimensions) ? null : ChatFailures.Invalid($"{name} is 1 to {Vectors.MostDimensions}.");

    public static void WriteVector(Utf8JsonWriter json, string? name, float[] vector)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (var value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static string NumbersOf(JsonElement numbers) => string.Join(' ', numbers.EnumerateArray().Select(number => number.GetRawText()));
}
