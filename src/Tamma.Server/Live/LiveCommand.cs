using System.Text.Json;
using Tamma.Client;
using Tamma.Notifications.Filtering;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>What a client's frame asks. A closed set; anything that is none of it is <see cref="Wrong"/>, with the answer to it.</summary>
internal abstract record LiveCommand
{
    private const int LongestId = 64;

    private LiveCommand()
    {
    }

    /// <summary>Never fails, whatever the bytes.</summary>
    /// <param name="frame">A whole frame.</param>
    /// <param name="filters">Reads filters.</param>
    public static LiveCommand Read(ReadOnlySpan<byte> frame, EventFilters filters)
    {
        try
        {
            return JsonSerializer.Deserialize(frame, WireJson.Context.LiveRequest) is { } request ? Read(request, filters) : Invalid(null, "A frame is a JSON object.");
        }
        catch (JsonException)
        {
            return Invalid(null, "This frame is no JSON of this protocol. Send for example {\"type\":\"subscribe\",\"id\":\"a\",\"filter\":\"provider = openai\"}.");
        }
    }

    private static LiveCommand Read(LiveRequest request, EventFilters filters) => request switch
    {
        { Type: "subscribe" or "unsubscribe", Id: null or "" or { Length: > LongestId } } => Invalid(null, $"'id' has 1 to {LongestId} characters."),
        { Type: "subscribe", Id: { } id } => ReadFilter(id, request, filters),
        { Type: "unsubscribe", Id: { } id } => new Unsubscribe(id),
        { Type: "ack", Position: >= 0 and var position } => new Acknowledge(position),
        { Type: "ack" } => Invalid(null, "An ack has a 'position'."),
        { Type: "ping" } => new Ping(),
        _ => Invalid(request.Id, "'type' is one of subscribe, unsubscribe, ack, ping."),
    };

    private static LiveCommand ReadFilter(string id, LiveRequest request, EventFilters filters)
    {
        if (request.Filter is not { Length: > 0 } text)
        {
            return new Subscribe(id, EventFilter.Feed, request.After);
        }

        var parse = filters.Parse(text);
        return parse.Error is not { } error ? new Subscribe(id, parse.Filter!, request.After) : new Wrong(new()
        {
            Type = "error",
            Id = id,
            Error = ProblemKind.InvalidFilter.Name,
            Detail = error.Message,
            FilterPosition = error.Position,
            FilterLength = error.Length,
            Suggestions = error.Suggestions.IsEmpty ? null : error.Suggestions,
        });
    }

    private static Wrong Invalid(string? id, string detail) => new(new() { Type = "error", Id = id, Error = "invalid_frame", Detail = detail });

    public sealed record Subscribe(string Id, EventFilter Filter, string? After) : LiveCommand;

    public sealed record Unsubscribe(string Id) : LiveCommand;

    public sealed record Acknowledge(long Position) : LiveCommand;

    public sealed record Ping : LiveCommand;

    public sealed record Wrong(LiveMessage Answer) : LiveCommand;

    /// <summary>The client must be sent away.</summary>
    public sealed record Leave(int Status, string Reason) : LiveCommand;
}
