using System.Collections.Immutable;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Samples;

/// <summary>
/// The raw truth of one request: when what happened, and how much of what came when. Times are nanoseconds of a monotonic clock, all of one run by the same one;
/// what did not happen is null. It holds no word of the prompt or of the answer.
/// </summary>
public sealed record Sample
{
    /// <summary>Its place in the plan, from 0 on; of warm-up requests too.</summary>
    public required int Index { get; init; }

    /// <summary>When the plan wanted it to begin; null in a closed loop, which has no plan for that.</summary>
    public long? Scheduled { get; init; }

    /// <summary>When it was taken up, before anything was sent.</summary>
    public required long Started { get; init; }

    /// <summary>When the last byte of the request was handed to the system.</summary>
    public long? Sent { get; init; }

    /// <summary>When the status and the headers were there.</summary>
    public long? Headers { get; init; }

    /// <summary>When the first byte of the body came.</summary>
    public long? FirstByte { get; init; }

    /// <summary>When the last byte of the body came.</summary>
    public long? LastByte { get; init; }

    /// <summary>Pieces of text in their order, each with the time of the read that made its frame whole.</summary>
    public ImmutableArray<Piece> Pieces { get; init; } = [];

    /// <summary>When the body had ended, or what went wrong was known.</summary>
    public required long Done { get; init; }

    public required RequestOutcome Outcome { get; init; }

    /// <summary>What kind of error; null unless <see cref="Outcome"/> is <see cref="RequestOutcome.Error"/>.</summary>
    public RequestError? Error { get; init; }

    /// <summary>Of HTTP; null where there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>How long the server asked to be left alone, in seconds.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>As the server counted; null where it did not.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>The model that the answer named.</summary>
    public string? ServedModel { get; init; }

    /// <summary>Whether a stream was asked for. In a whole answer no token has a time of its own.</summary>
    public bool IsStream { get; init; } = true;

    /// <summary>With what came: an answer's events, and a stamp for each read of its body. What one read brings arrived together.</summary>
    public Sample With(ImmutableArray<ReadStamp> reads, IReadOnlyCollection<ChatEvent> events) => this with
    {
        FirstByte = reads is [var first, ..] ? first.At : null,
        LastByte = reads is [.., var last] ? last.At : null,
        Pieces = [.. PiecesOf(reads, events)],
        Usage = events.OfType<ChatEvent.Usage>().LastOrDefault()?.Tokens,
        ServedModel = events.OfType<ChatEvent.Started>().LastOrDefault()?.Model,
    };

    private static IEnumerable<Piece> PiecesOf(ImmutableArray<ReadStamp> reads, IReadOnlyCollection<ChatEvent> events)
    {
        var read = 0;
        foreach (var text in reads.IsEmpty ? [] : events.OfType<ChatEvent.Text>())
        {
            // Events stand in the order of their offsets, so the read that brought one is never before that of the last.
            while (read < reads.Length - 1 && reads[read].Through < text.Offset)
            {
                read++;
            }

            yield return new(reads[read].At, text.Value.Length, text.Kind);
        }
    }
}

/// <summary>A piece of text that is not empty.</summary>
/// <param name="At">When the read returned that made it whole.</param>
/// <param name="Characters">UTF-16 code units.</param>
/// <param name="Kind">Of the answer, of its reasoning or of a tool's arguments.</param>
public readonly record struct Piece(long At, int Characters, ChatPartKind Kind);

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
