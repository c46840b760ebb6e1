using System.Text.Json.Serialization;

namespace Tamma.Providers.Embeddings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmbeddingRequest))]
[JsonSerializable(typeof(EmbeddingPage))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;
