namespace Tamma.Client;

/// <summary>A frame of the server on <c>/api/v1/live</c> (<c>tamma.live.v1</c>). Which members it has depends on its type; docs/live.md says how.</summary>
public sealed record LiveMessage
{
    /// <summary><c>hello</c>, <c>subscribed</c>, <c>unsubscribed</c>, <c>event</c>, <c>position</c>, <c>pong</c>, <c>cut</c> or <c>error</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Of <c>hello</c>: <c>tamma.live.v1</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The subscription that is answered for.</summary>
    public string? Id { get; init; }

    /// <summary>Of <c>event</c>: the subscriptions that it matches.</summary>
    public IReadOnlyList<string>? Subscriptions { get; init; }

    /// <summary>Of <c>event</c>.</summary>
    public EventResponse? Event { get; init; }

    /// <summary>How far this connection has come in the log.</summary>
    public long? Position { get; init; }

    /// <summary>The same, as <c>after</c> takes it: it also names the log, so that another database is noticed.</summary>
    public string? Cursor { get; init; }

    /// <summary>Of <c>cut</c>: why the connection ends.</summary>
    public string? Reason { get; init; }

    /// <summary>Of <c>error</c>: <c>invalid_frame</c>, <c>invalid_filter</c>, <c>invalid_cursor</c>, <c>cursor_expired</c> or <c>too_many_subscriptions</c>.</summary>
    public string? Error { get; init; }

    /// <summary>Of <c>error</c>: what is wrong and what to do, for people.</summary>
    public string? Detail { get; init; }

    /// <summary>Of <c>invalid_filter</c>: where in the filter, in UTF-16 units from 0.</summary>
    public int? FilterPosition { get; init; }

    /// <summary>Of <c>invalid_filter</c>: how much of it is meant.</summary>
    public int? FilterLength { get; init; }

    /// <summary>Of <c>invalid_filter</c>: what may stand there instead.</summary>
    public IReadOnlyList<string>? Suggestions { get; init; }
}
