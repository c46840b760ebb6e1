using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Ollama's embed.</summary>
internal sealed class OllamaEmbeddings : ISideFormat
{
    public Failure? Check(ChatCall call) => OllamaReading.Check(call) ?? EmbeddingParts.Complaint(call.Body.Get("dimensions").Whole(), "dimensions");

    public int? TextsIn(ChatCall call) => EmbeddingParts.TextsOf(call.Body.Get("input")).Count;

    public void Write(Utf8JsonWriter json, ChatCall call, WorldModel served)
    {
        var inputs = EmbeddingParts.TextsOf(call.Body.Get("input"));
        json.WriteStartObject();
        json.WriteString("model", served.Id);
        json.WriteStartArray("embeddings");
        foreach (var input in inputs)
        {
            EmbeddingParts.WriteVector(json, name: null, Vectors.Of(served.Id, input, EmbeddingParts.DimensionsOf(call.Body.Get("dimensions"))));
        }

        json.WriteEndArray();
        json.WriteNumber("total_duration", 2_500_000);
        json.WriteNumber("load_duration", 1_500_000);
        json.WriteNumber("prompt_eval_count", inputs.Sum(input => Words.Count(input)));
        json.WriteEndObject();
    }
}
