using System.Text.Json.Serialization;

namespace Tamma.Simulator.Chat;

/// <summary>How chat behaves: as a world, one of its models, or a request's x-sim headers say it. What is left out is left to the one before.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChatSpec
{
    /// <summary>Milliseconds from the read request to the first token.</summary>
    public double? TtftMs { get; init; }

    /// <summary>Milliseconds between two tokens.</summary>
    public double? ItlMs { get; init; }

    /// <summary>Milliseconds from the read request to the headers and the frames that carry no token.</summary>
    public double? PreambleMs { get; init; }

    /// <summary>The share by which a wait may be shorter or longer, 0 to 1.</summary>
    public double? Jitter { get; init; }

    /// <summary>Tokens in one frame.</summary>
    public int? Chunk { get; init; }

    /// <summary>Of the text, the jitter and the cuts. Without it the seed of the command line is taken.</summary>
    public long? Seed { get; init; }

    /// <summary>Tokens of an answer that is not told when to stop.</summary>
    public int? Tokens { get; init; }

    /// <summary>Tokens of thought before the answer; zero is none, even of a model that reasons.</summary>
    public int? ReasoningTokens { get; init; }

    /// <summary>One name of <see cref="ChatFaults"/> or several with commas between.</summary>
    public string? Fault { get; init; }

    /// <summary>Tokens that are sent before the fault.</summary>
    public int? FaultAfter { get; init; }

    public int? FaultStatus { get; init; }

    /// <summary>How long a stall lasts, in milliseconds.</summary>
    public double? FaultMs { get; init; }

    /// <summary>Which share of requests the fault strikes.</summary>
    public double? Probability { get; init; }

    /// <summary>Seconds, with a refusal for too many requests.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Count words of a prompt that began another one before as cached.</summary>
    public bool? Cache { get; init; }

    /// <summary>This, and where it says nothing what the other says.</summary>
    public ChatSpec Over(ChatSpec? other) => other is null ? this : new()
    {
        TtftMs = TtftMs ?? other.TtftMs,
        ItlMs = ItlMs ?? other.ItlMs,
        PreambleMs = PreambleMs ?? other.PreambleMs,
        Jitter = Jitter ?? other.Jitter,
        Chunk = Chunk ?? other.Chunk,
        Seed = Seed ?? other.Seed,
        Tokens = Tokens ?? other.Tokens,
        ReasoningTokens = ReasoningTokens ?? other.ReasoningTokens,
        Fault = Fault ?? other.Fault,
        FaultAfter = FaultAfter ?? other.FaultAfter,
        FaultStatus = FaultStatus ?? other.FaultStatus,
        FaultMs = FaultMs ?? other.FaultMs,
        Probability = Probability ?? other.Probability,
        RetryAfter = RetryAfter ?? other.RetryAfter,
        Cache = Cache ?? other.Cache,
    };

    /// <summary>The first thing that is wrong with the spec, or null.</summary>
    public string? Complaint() => this switch
    {
        { TtftMs: not (null or (>= 0 and <= 600_000)) } => "ttft_ms is 0 to 600000.",
        { ItlMs: not (null or (>= 0 and <= 600_000)) } => "itl_ms is 0 to 600000.",
        { PreambleMs: not (null or (>= 0 and <= 600_000)) } => "preamble_ms is 0 to 600000.",
        { FaultMs: not (null or (>= 0 and <= 600_000)) } => "fault_ms is 0 to 600000.",
        { Jitter: not (null or (>= 0 and <= 1)) } => "jitter is 0 to 1.",
        { Probability: not (null or (>= 0 and <= 1)) } => "probability is 0 to 1.",
        { Chunk: <= 0 } => "chunk is at least 1.",
        { Tokens: < 0 or > 100_000 } => "tokens is 0 to 100000.",
        { ReasoningTokens: < 0 or > 100_000 } => "reasoning_tokens is 0 to 100000.",
        { FaultAfter: < 0 } => "fault_after is at least 0.",
        { FaultStatus: not (null or (>= 400 and <= 599)) } => "fault_status is 400 to 599.",
        { RetryAfter: < 0 } => "retry_after is at least 0.",
        { Fault: { } fault } when ChatFault.Parse(fault) is null => $"fault takes {ChatFault.Names}, or several with commas between.",
        _ => null,
    };
}
