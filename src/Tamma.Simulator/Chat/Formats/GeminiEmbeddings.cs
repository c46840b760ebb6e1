using System.Text.Json;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>Gemini's embedContent, and many of them at once.</summary>
internal sealed class GeminiEmbeddings(bool isBatch) : ISideFormat
{
    public Failure? Check(ChatCall call) =>
        call.Body.Get(isBatch ? "requests" : "content") is null ? ChatFailures.Invalid($"* EmbedContentRequest.{(isBatch ? "requests" : "content")}: is not specified")
        : Requests(call).Select(request => EmbeddingParts.Complaint(request.Get("outputDimensionality").Whole(), "outputDimensionality")).FirstOrDefault(failure => failure is not null);

    public int? TextsIn(ChatCall call) => Requests(call).Count();

    public void Write(Utf8JsonWriter json, ChatCall call, WorldModel served)
    {
        json.WriteStartObject();
        json.WritePropertyName(isBatch ? "embeddings" : "embedding");
        if (isBatch)
        {
            json.WriteStartArray();
        }

        foreach (var request in Requests(call))
        {
            json.WriteStartObject();
            var text = request.Get("content") is { } content ? GeminiReading.TextOf(content) : "";
            EmbeddingParts.WriteVector(json, "values", Vectors.Of(served.Id, text, EmbeddingParts.DimensionsOf(request.Get("outputDimensionality"))));
            json.WriteEndObject();
        }

        if (isBatch)
        {
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private IEnumerable<JsonElement> Requests(ChatCall call) => isBatch ? call.Body.Get("requests").Items() : [call.Body];
}
