using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Tamma.Server.Rest;

/// <summary>An error as RFC 9457 writes it: a kind that is on record, and what went wrong this time with what to do.</summary>
internal sealed record Problem(ProblemKind Kind, string Detail) : IResult
{
    private const string MediaType = "application/problem+json";

    /// <summary>Further members, for programs: the names that would have been right, the permission that is missing.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Values)> Members { get; init; } = [];

    /// <summary>Further members that are numbers: the place of a mistake.</summary>
    public ImmutableArray<(string Name, int Value)> Numbers { get; init; } = [];

    public int? RetryAfterSeconds { get; init; }

    public Problem With(string name, params ImmutableArray<string> values) => this with { Members = Members.Add((name, values)) };

    public Problem With(string name, int value) => this with { Numbers = Numbers.Add((name, value)) };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Kind.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (Kind == ProblemKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"tamma\"";
        }

        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var body = Render();
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private ReadOnlyMemory<byte> Render()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = WireJson.Encoder });
        writer.WriteStartObject();
        writer.WriteString("type", Kind.Type);
        writer.WriteString("title", Kind.Title);
        writer.WriteNumber("status", Kind.Status);
        writer.WriteString("detail", Detail);
        foreach (var (name, value) in Numbers)
        {
            writer.WriteNumber(name, value);
        }

        foreach (var (name, values) in Members)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
