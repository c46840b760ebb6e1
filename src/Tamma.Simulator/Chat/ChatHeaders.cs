using System.Globalization;

namespace Tamma.Simulator.Chat;

/// <summary>What the x-sim headers of a request say.</summary>
internal static class ChatHeaders
{
    public const string Id = "x-sim-id";

    public const string Request = "x-sim-request";

    /// <summary>The spec, or what is wrong with the headers.</summary>
    public static (ChatSpec Spec, string? Complaint) Read(IHeaderDictionary headers)
    {
        var reader = new Reader(headers);
        var spec = new ChatSpec
        {
            TtftMs = reader.Number("x-sim-ttft-ms"),
            ItlMs = reader.Number("x-sim-itl-ms"),
            PreambleMs = reader.Number("x-sim-preamble-ms"),
            Jitter = reader.Number("x-sim-jitter"),
            Chunk = (int?)reader.Whole("x-sim-chunk"),
            Seed = reader.Whole("x-sim-seed"),
            Tokens = (int?)reader.Whole("x-sim-tokens"),
            ReasoningTokens = (int?)reader.Whole("x-sim-reasoning-tokens"),
            Fault = reader.Text("x-sim-fault"),
            FaultAfter = (int?)reader.Whole("x-sim-fault-after"),
            FaultStatus = (int?)reader.Whole("x-sim-fault-status"),
            FaultMs = reader.Number("x-sim-fault-ms"),
            Probability = reader.Number("x-sim-probability"),
            RetryAfter = (int?)reader.Whole("x-sim-retry-after"),
            Cache = reader.Whole("x-sim-cache") is { } cache ? cache != 0 : null,
        };
        return (spec, reader.Complaint ?? spec.Complaint());
    }

    private sealed class Reader(IHeaderDictionary headers)
    {
        public string? Complaint { get; private set; }

        public string? Text(string name) => headers.TryGetValue(name, out var value) ? value.ToString() : null;

        public double? Number(string name) => Text(name) is not { } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : Refuse<double>(name);

        public long? Whole(string name) => Text(name) is not { } text ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : Refuse<long>(name);

        private T? Refuse<T>(string name)
            where T : struct
        {
            Complaint ??= $"{name} takes a number.";
            return null;
        }
    }
}
