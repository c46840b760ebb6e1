using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tamma.Server.Rest;

/// <summary>Reads a JSON body that may be left out.</summary>
internal static class RequestBody
{
    public const int LongestBytes = 1024 * 1024;

    public static async Task<(T? Value, Problem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        var request = context.Request;
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.RequestAborted);
            if (body.Length == 0)
            {
                return (null, null);
            }

            if (!request.HasJsonContentType())
            {
                return (null, ProblemKind.InvalidBody.Because("The body must be JSON: send Content-Type: application/json."));
            }

            return (JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type), null);
        }
        catch (JsonException ex)
        {
            return (null, ProblemKind.InvalidBody.Because($"The body cannot be read as JSON{(ex.LineNumber is { } line ? $", line {line + 1}" : "")}. See /openapi.json for what is expected."));
        }
        catch (BadHttpRequestException ex) when (ex.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, ProblemKind.BodyTooLarge.Because($"The body is larger than {LongestBytes} bytes."));
        }
    }
}
