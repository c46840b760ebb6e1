using System.Buffers;
using System.Text.Json;
using Tamma.Server.Rest;

namespace Tamma.Server.Compat;

/// <summary>A refusal in the form that the asker's SDK reads, so that its message reaches a person.</summary>
/// <param name="Code">OpenAI's code.</param>
/// <param name="Type">Anthropic's type.</param>
internal sealed record CompatProblem(int Status, string Code, string Type, string Message, bool IsAnthropic) : IResult
{
    public static CompatProblem NotFound(string message, bool isAnthropic) => new(StatusCodes.Status404NotFound, "model_not_found", "not_found_error", message, isAnthropic);

    public static CompatProblem Invalid(string message, bool isAnthropic) => new(StatusCodes.Status400BadRequest, "invalid_value", "invalid_request_error", message, isAnthropic);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        await using (var json = new Utf8JsonWriter(buffer, new() { Encoder = WireJson.Encoder }))
        {
            Write(json);
        }

        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (IsAnthropic)
        {
            json.WriteString("type"u8, "error"u8);
        }

        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, Message);
        json.WriteString("type"u8, IsAnthropic ? Type : "invalid_request_error");
        if (!IsAnthropic)
        {
            json.WriteNull("param"u8);
            json.WriteString("code"u8, Code);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
