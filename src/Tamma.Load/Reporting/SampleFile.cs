using System.Text.Json;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;

namespace Tamma.Load.Reporting;

/// <summary>The raw truth, one request on a line.</summary>
internal static class SampleFile
{
    public static async Task WriteAsync(string file, IEnumerable<Sample> samples, Window window, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(file);
        foreach (var sample in samples)
        {
            await using (var json = new Utf8JsonWriter(stream))
            {
                SampleText.Write(json, sample, window.From, window.Counts(sample));
            }

            stream.WriteByte((byte)'\n');
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
