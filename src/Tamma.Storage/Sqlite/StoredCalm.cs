using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Events;
using Tamma.Notifications.Calm;

namespace Tamma.Storage.Sqlite;

/// <summary>When a subscription speaks, how a message tells, and places in the log, as JSON.</summary>
internal static class StoredCalm
{
    public static string? Write(CalmSettings? calm) => calm is null ? null : JsonSerializer.Serialize(
        new(calm.Settle.Ticks, calm.Fold, calm.Urgent, calm.Quiet is { } quiet ? new(quiet.From, quiet.To, quiet.Zone, [.. quiet.Days]) : null, calm.Digest),
        StoredCalmContext.Default.StoredCalmSettings);

    public static CalmSettings? Read(string? json) => json is null || JsonSerializer.Deserialize(json, StoredCalmContext.Default.StoredCalmSettings) is not { } stored ? null : new()
    {
        Settle = TimeSpan.FromTicks(stored.Settle),
        Fold = stored.Fold,
        Urgent = stored.Urgent,
        Quiet = stored.Quiet is { } quiet ? new(quiet.From, quiet.To, quiet.Zone, [.. quiet.Days]) : null,
        Digest = stored.Digest,
    };

    /// <summary>Null for what each delivery was before there were shapes.</summary>
    public static string? Write(MessageShape shape) => shape == MessageShape.Each ? null : JsonSerializer.Serialize(
        new(shape.Form, shape.LeftOut is { } left ? new(left.Events, left.Subjects, [.. left.Examples]) : null), StoredCalmContext.Default.StoredShape);

    public static MessageShape ReadShape(string? json) => json is null || JsonSerializer.Deserialize(json, StoredCalmContext.Default.StoredShape) is not { } stored
        ? MessageShape.Each
        : new(stored.Form) { LeftOut = stored.LeftOut is { } left ? new(left.Events, left.Subjects, [.. left.Examples]) : null };

    /// <summary>Rising places; a run of three and more as its first and its last.</summary>
    public static string Write(ImmutableArray<long> positions)
    {
        List<JsonElement> parts = [];
        for (var place = 0; place < positions.Length;)
        {
            var run = 1;
            while (place + run < positions.Length && positions[place + run] == positions[place] + run)
            {
                run++;
            }

            if (run < 3)
            {
                run = 1;
                parts.Add(JsonSerializer.SerializeToElement(positions[place], StoredCalmContext.Default.Int64));
            }
            else
            {
                parts.Add(JsonSerializer.SerializeToElement([positions[place], positions[place] + run - 1], StoredCalmContext.Default.Int64Array));
            }

            place += run;
        }

        return JsonSerializer.Serialize(parts, StoredCalmContext.Default.ListJsonElement);
    }

    public static ImmutableArray<long> ReadPositions(ReadOnlySpan<byte> json)
    {
        var positions = ImmutableArray.CreateBuilder<long>();
        foreach (var part in JsonSerializer.Deserialize(json, StoredCalmContext.Default.ListJsonElement)!)
        {
            var (first, last) = part.ValueKind is JsonValueKind.Array ? (part[0].GetInt64(), part[1].GetInt64()) : (part.GetInt64(), part.GetInt64());
            for (var position = first; position <= last; position++)
            {
                positions.Add(position);
            }
        }

        return positions.DrainToImmutable();
    }
}

internal sealed record StoredCalmSettings(long Settle, bool Fold, Severity? Urgent, StoredQuiet? Quiet, DigestTimes? Digest);

internal sealed record StoredQuiet(TimeOnly From, TimeOnly To, string Zone, DayOfWeek[] Days);

internal sealed record StoredShape(MessageForm Form, StoredLeftOut? LeftOut);

internal sealed record StoredLeftOut(int Events, int Subjects, string[] Examples);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredCalmSettings))]
[JsonSerializable(typeof(StoredShape))]
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(long[]))]
internal sealed partial class StoredCalmContext : JsonSerializerContext;
