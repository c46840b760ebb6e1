using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tamma.Server.Rest;

namespace Tamma.Server.Compat;

/// <summary>A whole answer in somebody else's shape, made once for a snapshot.</summary>
/// <param name="LeftOut">Models that the shape cannot say, because a member that it requires is unknown.</param>
internal sealed record CompatDocument(ReadOnlyMemory<byte> Body, string Tag, int LeftOut) : IResult
{
    private const string LeftOutHeader = "X-Tamma-Left-Out";

    /// <param name="write">Writes the document and says how many models it left out.</param>
    public static CompatDocument Write(Func<Utf8JsonWriter, int> write)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = WireJson.Encoder });
        var leftOut = write(json);
        json.Flush();
        return new(buffer.WrittenMemory, ETag.Of(buffer.WrittenSpan), leftOut);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (LeftOut > 0)
        {
            httpContext.Response.Headers[LeftOutHeader] = LeftOut.ToString(CultureInfo.InvariantCulture);
        }

        var known = ETag.Answer(httpContext, Tag);
        httpContext.Response.Headers.Vary = "Authorization, X-Api-Key, Anthropic-Version";
        return known ? Task.CompletedTask : JsonAnswer.WriteAsync(httpContext.Response, Body);
    }
}
