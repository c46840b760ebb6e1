using System.Runtime.InteropServices;
using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Embeddings as OpenAI has them, as floats or as the base64 that its SDK asks for.</summary>
internal sealed class OpenAiEmbeddings : ISideFormat
{
    public Failure? Check(ChatCall call) =>
        call.Model is null ? ChatFailures.Missing("model")
        : call.Body.Get("input") is null ? ChatFailures.Missing("input")
        : EmbeddingParts.Complaint(call.Body.Get("dimensions").Whole(), "dimensions");

    public int? TextsIn(ChatCall call) => EmbeddingParts.TextsOf(call.Body.Get("input")).Count;

    public void Write(Utf8JsonWriter json, ChatCall call, WorldModel served)
    {
        var inputs = EmbeddingParts.TextsOf(call.Body.Get("input"));
        var isBase64 = call.Body.Get("encoding_format").Text() == "base64";
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (var index = 0; index < inputs.Count; index++)
        {
            var vector = Vectors.Of(served.Id, inputs[index], EmbeddingParts.DimensionsOf(call.Body.Get("dimensions")));
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", index);
            if (isBase64)
            {
                json.WriteBase64String("embedding", MemoryMarshal.AsBytes(vector.AsSpan()));
            }
            else
            {
                EmbeddingParts.WriteVector(json, "embedding", vector);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", served.Id);
        json.WriteStartObject("usage");
        var tokens = inputs.Sum(input => Words.Count(input));
        json.WriteNumber("prompt_tokens", tokens);
        json.WriteNumber("total_tokens", tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
