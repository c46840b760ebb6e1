using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>Writes models as objects, and the facts that several protocols take from a model in the same way.</summary>
internal static class Rows
{
    private static readonly DateTimeOffset s_epoch = DateTimeOffset.UnixEpoch;

    /// <summary>Writes an object; members that a test gave the model stand in the place of the server's own.</summary>
    public static void WriteRow(this Utf8JsonWriter json, WorldModel model, Action<Utf8JsonWriter> members)
    {
        if (model.Extra is not { Count: > 0 } extra)
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
            return;
        }

        var row = JsonNode.Parse(ListingBodies.Write(own =>
        {
            own.WriteStartObject();
            members(own);
            own.WriteEndObject();
        }))!.AsObject();
        foreach (var (name, value) in extra)
        {
            row[name] = JsonNode.Parse(value.GetRawText());
        }

        row.WriteTo(json);
    }

    /// <summary>Writes an object of the thin OpenAI form, which is all that many servers say.</summary>
    public static void WriteThin(this Utf8JsonWriter json, WorldModel model, string id, long created, string ownedBy) => json.WriteRow(model, row =>
    {
        row.WriteString("id", id);
        row.WriteString("object", "model");
        row.WriteNumber("created", created);
        row.WriteString("owned_by", ownedBy);
    });

    /// <summary>Writes the envelope of OpenAI's lists around the rows.</summary>
    public static void WriteList(this Utf8JsonWriter json, IEnumerable<WorldModel> models, Action<WorldModel> row)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in models)
        {
            row(model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>When the model came out; the Unix epoch when that is not known.</summary>
    public static DateTimeOffset BornAt(WorldModel model) =>
        model.Created is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateOf(model.ReleaseDate) ?? s_epoch;

    /// <summary>Midnight of a date as models.dev writes it; null when it is none.</summary>
    public static DateTimeOffset? DateOf(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : null;

    /// <summary>RFC 3339 to the second, as most servers write it.</summary>
    public static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>US dollars for one token as a decimal string, never with an exponent.</summary>
    public static string? PerToken(decimal? perMillion) =>
        (perMillion / 1_000_000m)?.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Whether the model takes that kind of content.</summary>
    public static bool Takes(this WorldModel model, string modality) =>
        (model.Modalities ?? new()).Input.Contains(modality, StringComparer.Ordinal);
}
