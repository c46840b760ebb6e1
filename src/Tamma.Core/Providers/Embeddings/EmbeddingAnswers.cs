using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Tamma.Providers.Http;

namespace Tamma.Providers.Embeddings;

/// <summary>Reads what a server answered. Pure. A vector that may be another text's is worse than none, so all must fit.</summary>
internal static class EmbeddingAnswers
{
    /// <param name="body">As it was received.</param>
    /// <param name="count">How many texts were sent.</param>
    /// <param name="access">What no message may repeat.</param>
    /// <exception cref="ProviderException">It is no whole answer to so many texts.</exception>
    public static float[][] Read(ReadOnlyMemory<byte> body, int count, ConnectionAccess access)
    {
        if (ProviderError.Read(body, access.Secrets) is { } error)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var rows = Parse(body.Span).Data ?? throw Malformed("has no list of embeddings");
        if (rows.Count != count)
        {
            throw Malformed(string.Create(CultureInfo.InvariantCulture, $"has {rows.Count} embeddings for {count} texts"));
        }

        var vectors = new float[count][];
        for (var place = 0; place < count; place++)
        {
            if (rows[place] is not { } row || (row.Index is { } index && index != place))
            {
                throw Malformed("has embeddings in another order than the texts");
            }

            vectors[place] = Vector(row.Embedding) ?? throw Malformed("has an embedding that is no list of numbers");
        }

        return vectors;
    }

    private static EmbeddingPage Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, EmbeddingJson.Default.EmbeddingPage) ?? throw Malformed("is empty");
        }
        catch (JsonException ex)
        {
            throw Malformed("is not the JSON of embeddings", ex);
        }
    }

    private static float[]? Vector(JsonElement embedding) => embedding.ValueKind switch
    {
        JsonValueKind.Array => Numbers(embedding),
        JsonValueKind.String when Bytes(embedding) is { Length: > 0 } bytes && bytes.Length % sizeof(float) == 0 => Floats(bytes),
        _ => null,
    };

    private static float[]? Numbers(JsonElement list)
    {
        var numbers = new float[list.GetArrayLength()];
        var at = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.Number || !item.TryGetSingle(out numbers[at++]))
            {
                return null;
            }
        }

        return numbers;
    }

    /// <summary>Text that is no UTF-16 throws where text that is no base64 does not.</summary>
    private static byte[]? Bytes(JsonElement text)
    {
        try
        {
            return text.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return floats;
    }

    private static ProviderException Malformed(string what, Exception? inner = null) => new(ProviderFault.Malformed, "the answer of the embedding server " + what, inner);
}
