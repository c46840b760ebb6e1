using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tamma.Simulator.Mcp;

/// <summary>Answers of JSON-RPC 2.0, each a line.</summary>
internal static class RpcAnswer
{
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(JsonElement id, Action<Utf8JsonWriter> result) => Line(id, json =>
    {
        json.WriteStartObject("result");
        result(json);
        json.WriteEndObject();
    });

    /// <summary>An error; an id that could not be read is null.</summary>
    public static byte[] Error(JsonElement id, int code, string message) => Line(id, json =>
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    private static byte[] Line(JsonElement id, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, s_writing))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WritePropertyName("id");
            if (id.ValueKind == JsonValueKind.Undefined)
            {
                json.WriteNullValue();
            }
            else
            {
                id.WriteTo(json);
            }

            rest(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
