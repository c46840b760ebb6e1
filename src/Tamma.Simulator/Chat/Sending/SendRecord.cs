using System.Diagnostics;

namespace Tamma.Simulator.Chat.Sending;

/// <summary>What was sent in answer to one request, and when.</summary>
internal sealed class SendRecord(string id, string path, DateTimeOffset receivedAt, long received)
{
    private readonly Lock _gate = new();
    private readonly List<SentFrame> _frames = [];
    private double? _headers;
    private string _outcome = "running";
    private int? _status;
    private string? _model;
    private Engine.ChatUsage? _usage;
    private int? _texts;

    public string Id => id;

    /// <summary>When the request had been read, on the clock of <see cref="Stopwatch"/>.</summary>
    public long Received => received;

    public int FrameCount
    {
        get
        {
            lock (_gate)
            {
                return _frames.Count;
            }
        }
    }

    public void Answered(string model, Engine.ChatUsage? usage)
    {
        lock (_gate)
        {
            (_model, _usage) = (model, usage);
        }
    }

    /// <summary>So many texts were given to be embedded.</summary>
    public void Given(int? texts)
    {
        lock (_gate)
        {
            _texts = texts;
        }
    }

    public void HeadersSent(int status, long at)
    {
        lock (_gate)
        {
            (_status, _headers) = (status, MicrosOf(at));
        }
    }

    /// <summary>To be called before the write, with the time before it: nothing arrives before it was sent.</summary>
    public void Sent(Frame frame, long due, long at)
    {
        lock (_gate)
        {
            _frames.Add(new(MicrosOf(due), MicrosOf(at), frame.Bytes.Length, frame.Tokens, frame.Kind));
        }
    }

    public void Ended(string outcome)
    {
        lock (_gate)
        {
            _outcome = outcome;
        }
    }

    public Sends Read()
    {
        lock (_gate)
        {
            return new(id, path, receivedAt, received * (1_000_000_000 / Stopwatch.Frequency), _status, _headers, _outcome, _model, UsageOf(), [.. _frames]);
        }
    }

    public SendsInShort ReadInShort()
    {
        lock (_gate)
        {
            return new(id, path, receivedAt, _outcome, _frames.Count, _frames.Sum(frame => frame.Tokens), _texts);
        }
    }

    private SentUsage? UsageOf() => _usage is { } usage ? new(usage.Prompt, usage.Cached, usage.Output, usage.Reasoning) : null;

    private double MicrosOf(long at) => Math.Round((at - received) * 1e6 / Stopwatch.Frequency, 1);
}

/// <summary>One frame, in microseconds since the request had been read.</summary>
/// <param name="DueUs">When it should have been sent.</param>
/// <param name="OffsetUs">When it was, taken just before the write.</param>
internal sealed record SentFrame(double DueUs, double OffsetUs, int Bytes, int Tokens, FrameKind Kind);

/// <summary>The engine's own count, whether or not the answer told it.</summary>
internal sealed record SentUsage(int Prompt, int Cached, int Output, int Reasoning);

/// <summary>A request's sends as control shows them.</summary>
/// <param name="ReceivedNs">The same moment as <paramref name="ReceivedAt"/>, on the monotonic clock that all processes of a Linux machine share.</param>
/// <param name="HeadersSent">Microseconds since the request had been read.</param>
/// <param name="Outcome">running, done, refused, cut (by a fault) or gone (the client was).</param>
internal sealed record Sends(
    string Id,
    string Path,
    DateTimeOffset ReceivedAt,
    long ReceivedNs,
    int? Status,
    double? HeadersSent,
    string Outcome,
    string? Model,
    SentUsage? Usage,
    IReadOnlyList<SentFrame> Frames);

/// <summary>The same without the frames.</summary>
/// <param name="Texts">How many an embedding was asked for; null for all other requests.</param>
internal sealed record SendsInShort(string Id, string Path, DateTimeOffset ReceivedAt, string Outcome, int Frames, int Tokens, int? Texts);
