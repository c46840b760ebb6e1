using System.Collections.Immutable;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Samples;

/// <summary>
/// The raw truth of one request: when what happened, and the bytes as they came. Times are nanoseconds of a monotonic clock, all of one run by the same one;
/// what did not happen is null.
/// </summary>
public sealed record Sample
{
    /// <summary>Its place in the plan, from 0 on; of warm-up requests too.</summary>
    public required int Index { get; init; }

    public required ChatProtocol Protocol { get; init; }

    /// <summary>When the plan wanted it to begin; null in a closed loop, which has no plan for that.</summary>
    public long? Scheduled { get; init; }

    /// <summary>When it was taken up, before anything was sent.</summary>
    public required long Started { get; init; }

    /// <summary>When the last byte of the request was handed to the system.</summary>
    public long? Sent { get; init; }

    /// <summary>When the status and the headers were there.</summary>
    public long? Headers { get; init; }

    /// <summary>One stamp for each read of the body: what one read brings arrived together.</summary>
    public ImmutableArray<ReadStamp> Reads { get; init; } = [];

    /// <summary>When the body had ended, or what went wrong was known.</summary>
    public required long Done { get; init; }

    public required RequestOutcome Outcome { get; init; }

    /// <summary>What kind of error; null unless <see cref="Outcome"/> is <see cref="RequestOutcome.Error"/>.</summary>
    public RequestError? Error { get; init; }

    /// <summary>Of HTTP; null where there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>How long the server asked to be left alone, in seconds.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>What the answer said, each with its place in the body.</summary>
    public ImmutableArray<ChatEvent> Events { get; init; } = [];

    /// <summary>Whether a stream was asked for. In a whole answer no token has a time of its own.</summary>
    public bool IsStream { get; init; } = true;

    /// <summary>Pieces of text, each with the time of the read that made its frame whole.</summary>
    internal IEnumerable<(ChatEvent.Text Text, long At)> Pieces()
    {
        var read = 0;
        foreach (var text in Reads.IsEmpty ? [] : Events.OfType<ChatEvent.Text>())
        {
            // Events stand in the order of their offsets, so the read that brought one is never before that of the last.
            while (read < Reads.Length - 1 && Reads[read].Through < text.Offset)
            {
                read++;
            }

            yield return (text, Reads[read].At);
        }
    }
}

/// <param name="At">When the read returned.</param>
/// <param name="Through">Bytes of the body that were there then.</param>
public readonly record struct ReadStamp(long At, long Through);

/// <summary>How a request ended. Never more than one.</summary>
public enum RequestOutcome
{
    /// <summary>A whole answer with something in it.</summary>
    Ok,
    Error,

    /// <summary>No whole answer within the time that the plan gives.</summary>
    Timeout,

    /// <summary>429, 503 or 529: the server protects itself.</summary>
    Throttled,

    /// <summary>Cut by us when the window ended. No failure, and no latency.</summary>
    Cancelled,
}

public enum RequestError
{
    /// <summary>No connection: nothing listens, the name is unknown.</summary>
    Connect,
    Tls,

    /// <summary>Another status than success.</summary>
    HttpStatus,

    /// <summary>The body ended before the answer did.</summary>
    StreamBroken,

    /// <summary>What came is not what the protocol says.</summary>
    Malformed,

    /// <summary>A whole answer with nothing in it.</summary>
    Empty,

    /// <summary>An error in words within a good answer.</summary>
    InStream,
}
