using System.Buffers;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Benchmarks.Running;

/// <summary>A run's end → the event that tells of it. The catalogue is not changed by what we measured.</summary>
internal static class BenchmarkEvents
{
    public static EventDraft Completed(BenchmarkRun run, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("benchmark", run.Id);
            json.WriteString("state", JsonNamingPolicy.SnakeCaseLower.ConvertName(run.State.ToString()));
            if (run.Verdict is { } verdict)
            {
                json.WriteString("verdict", JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString()));
            }

            json.WriteNumber("samples", run.Samples);
            json.WriteString("sentence", run.Sentence);
            json.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = EventTypes.BenchmarkCompleted,
            OccurredAt = now,
            Provider = run.Plan.Model.Provider,
            ModelId = run.Plan.Model.Id,
            Connection = run.Connection,
            RunId = run.Id,
            Actor = run.Plan.Actor,
            Cause = Cause.Operator,
            Data = buffer.WrittenMemory,
        };
    }
}
