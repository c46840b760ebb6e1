using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Samples;

/// <summary>
/// A sample as a JSON object: times in milliseconds since the window opened (negative before), exact to a nanosecond, and what follows from them for whoever reads it.
/// Read back, it gives the same figures. It holds no prompt and no answer.
/// </summary>
public static class SampleText
{
    private static readonly JsonEncodedText s_pieces = JsonEncodedText.Encode("pieces");

    /// <param name="json">Is left behind the object.</param>
    /// <param name="sample">Of any clock.</param>
    /// <param name="origin">When the window opened, by that clock.</param>
    /// <param name="isCounted">Whether it began in the window.</param>
    public static void Write(Utf8JsonWriter json, Sample sample, long origin, bool isCounted)
    {
        var figures = SampleFigures.Of(sample);
        json.WriteStartObject();
        json.WriteNumber("index", sample.Index);
        json.WriteString("outcome", Word(sample.Outcome));
        if (sample.Error is { } error)
        {
            json.WriteString("error", Word(error));
        }

        json.WriteBoolean("in_window", isCounted);
        if (!sample.IsStream)
        {
            json.WriteBoolean("stream", false);
        }

        Number("status", sample.Status);
        Number("retry_after", (decimal?)sample.RetryAfter);
        Time("scheduled", sample.Scheduled);
        Time("started", sample.Started);
        Time("sent", sample.Sent);
        Time("headers", sample.Headers);
        Time("first_byte", sample.FirstByte);
        Time("last_byte", sample.LastByte);
        Time("done", sample.Done);
        Figure("ttfb", figures.Ttfb);
        Figure("ttft", figures.Ttft);
        Figure("ttfo", figures.Ttfo);
        Figure("tpot", figures.Tpot);
        Figure("e2e", figures.E2e);
        Figure("user", figures.User);
        Number("chunks", figures.Chunks);
        Number("input_tokens", sample.Usage?.Input);
        Number("cached_tokens", sample.Usage?.CachedInput);
        Number("cache_write_tokens", sample.Usage?.CacheWrite);
        Number("output_tokens", sample.Usage?.Output);
        Number("reasoning_tokens", sample.Usage?.Reasoning);
        Number("cost", sample.Usage?.Cost);
        if (sample.ServedModel is { } served)
        {
            json.WriteString("served_model", served);
        }

        WritePieces(json, sample.Pieces, origin);
        json.WriteEndObject();

        void Number(string name, decimal? value)
        {
            if (value is { } known)
            {
                json.WriteNumber(name, known);
            }
        }

        void Time(string name, long? at) => Number(name, at is { } known ? Milliseconds(known - origin) : null);

        void Figure(string name, double? value) => Number(name, value is { } known ? Math.Round((decimal)known, 4) : null);
    }

    /// <summary>Its times are since the window opened, in nanoseconds. What follows from others is not read.</summary>
    /// <exception cref="JsonException">It is no sample.</exception>
    public static Sample Read(JsonElement json)
    {
        try
        {
            return new()
            {
                Index = json.GetProperty("index").GetInt32(),
                Outcome = Named<RequestOutcome>(json, "outcome") ?? throw new JsonException("A sample has an outcome."),
                Error = Named<RequestError>(json, "error"),
                IsStream = !json.TryGetProperty("stream", out var stream) || stream.GetBoolean(),
                Status = (int?)Number(json, "status"),
                RetryAfter = (double?)Number(json, "retry_after"),
                Scheduled = Time(json, "scheduled"),
                Started = Time(json, "started") ?? throw new JsonException("A sample has a start."),
                Sent = Time(json, "sent"),
                Headers = Time(json, "headers"),
                FirstByte = Time(json, "first_byte"),
                LastByte = Time(json, "last_byte"),
                Done = Time(json, "done") ?? throw new JsonException("A sample has an end."),
                ServedModel = json.TryGetProperty("served_model", out var served) ? served.GetString() : null,
                Usage = ReadUsage(json),
                Pieces = json.TryGetProperty(s_pieces.Value, out var pieces) ? [.. pieces.EnumerateArray().Select(ReadPiece)] : [],
            };
        }
        catch (Exception ex) when (ex is InvalidOperationException or FormatException or KeyNotFoundException or OverflowException or IndexOutOfRangeException)
        {
            throw new JsonException($"A sample cannot be read: {ex.Message}", ex);
        }
    }

    private static void WritePieces(Utf8JsonWriter json, ImmutableArray<Piece> pieces, long origin)
    {
        json.WriteStartArray(s_pieces);
        foreach (var (at, characters, kind) in pieces)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Milliseconds(at - origin));
            json.WriteNumberValue(characters);
            if (kind is not ChatPartKind.Text)
            {
                json.WriteStringValue(Word(kind));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static Piece ReadPiece(JsonElement piece) =>
        new(Nanoseconds(piece[0].GetDecimal()), piece[1].GetInt32(), piece.GetArrayLength() > 2 ? Named<ChatPartKind>(piece[2].GetString()!) : ChatPartKind.Text);

    private static ChatUsage? ReadUsage(JsonElement json)
    {
        ChatUsage usage = new()
        {
            Input = (long?)Number(json, "input_tokens"),
            CachedInput = (long?)Number(json, "cached_tokens"),
            CacheWrite = (long?)Number(json, "cache_write_tokens"),
            Output = (long?)Number(json, "output_tokens"),
            Reasoning = (long?)Number(json, "reasoning_tokens"),
            Cost = Number(json, "cost"),
        };
        return usage == new ChatUsage() ? null : usage;
    }

    private static decimal? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    private static long? Time(JsonElement json, string name) => Number(json, name) is { } milliseconds ? Nanoseconds(milliseconds) : null;

    private static decimal Milliseconds(long nanoseconds) => nanoseconds / 1_000_000m;

    private static long Nanoseconds(decimal milliseconds) => (long)Math.Round(milliseconds * 1_000_000m);

    private static T? Named<T>(JsonElement json, string name)
        where T : struct, Enum => json.TryGetProperty(name, out var word) ? Named<T>(word.GetString()!) : null;

    private static T Named<T>(string word)
        where T : struct, Enum =>
        Enum.TryParse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw new JsonException($"'{word}' is not known.");

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
