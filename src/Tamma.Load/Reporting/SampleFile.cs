using System.Text.Json;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;

namespace Tamma.Load.Reporting;

/// <summary>The raw truth, one request on a line: times in milliseconds since the window opened (negative before), and what follows from them. No prompt and no answer.</summary>
internal static class SampleFile
{
    public static async Task WriteAsync(string file, IEnumerable<Sample> samples, Window window, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(file);
        foreach (var sample in samples)
        {
            await using (var json = new Utf8JsonWriter(stream))
            {
                Write(json, sample, window);
            }

            stream.WriteByte((byte)'\n');
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static void Write(Utf8JsonWriter json, Sample sample, Window window)
    {
        var figures = SampleFigures.Of(sample);
        json.WriteStartObject();
        json.WriteNumber("index", sample.Index);
        json.WriteString("outcome", Word(sample.Outcome.ToString()));
        if (sample.Error is { } error)
        {
            json.WriteString("error", Word(error.ToString()));
        }

        json.WriteBoolean("in_window", window.Counts(sample));
        Number("status", sample.Status);
        Number("retry_after", sample.RetryAfter);
        Number("scheduled", At(sample.Scheduled));
        Number("started", At(sample.Started));
        Number("sent", At(sample.Sent));
        Number("headers", At(sample.Headers));
        Number("done", At(sample.Done));
        Number("ttfb", figures.Ttfb);
        Number("ttft", figures.Ttft);
        Number("ttfo", figures.Ttfo);
        Number("tpot", figures.Tpot);
        Number("e2e", figures.E2e);
        Number("user", figures.User);
        Number("input_tokens", figures.Usage?.Input);
        Number("cached_tokens", figures.Usage?.CachedInput);
        Number("output_tokens", figures.Usage?.Output);
        Number("reasoning_tokens", figures.Usage?.Reasoning);
        Number("chunks", figures.Chunks);
        json.WriteStartArray("gaps");
        foreach (var gap in figures.Gaps)
        {
            json.WriteNumberValue(Math.Round(gap, 3));
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Number(string name, double? value)
        {
            if (value is { } known)
            {
                json.WriteNumber(name, Math.Round(known, 4));
            }
        }

        double? At(long? time) => time is { } known ? (known - window.From) / 1e6 : null;
    }

    private static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
