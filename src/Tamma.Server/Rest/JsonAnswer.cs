using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tamma.Server.Rest;

/// <summary>A body of JSON with its validator.</summary>
internal sealed class JsonAnswer(ReadOnlyMemory<byte> body, string tag, int status = StatusCodes.Status200OK) : IResult
{
    public string? Location { get; init; }

    public string ContentType { get; init; } = Json;

    private const string Json = "application/json; charset=utf-8";

    public static JsonAnswer From<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return new(body, ETag.Of(body), status);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (!HttpMethods.IsGet(httpContext.Request.Method) && !HttpMethods.IsHead(httpContext.Request.Method))
        {
            response.Headers.CacheControl = "no-store";
        }
        else if (ETag.Answer(httpContext, tag))
        {
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        return WriteAsync(response, body, ContentType);
    }

    /// <summary>Writes straight into the response's buffer.</summary>
    public static Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body, string contentType = Json)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        var write = response.BodyWriter.WriteAsync(body);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }
}

/// <summary>Bytes in rented memory, which goes back when they are sent. Whoever makes it has said what a cache must know.</summary>
/// <param name="body">Is disposed by this.</param>
internal sealed class RentedAnswer(JsonBuffer body) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (body)
        {
            await JsonAnswer.WriteAsync(httpContext.Response, body.Written);
        }
    }
}

/// <summary>The caller has it already.</summary>
internal sealed class NotModified : IResult
{
    public static NotModified Instance { get; } = new();

    public Task ExecuteAsync(HttpContext httpContext) => Task.CompletedTask;
}
