using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>The few forms that more than one protocol writes.</summary>
internal static class JsonWriting
{
    public static void WriteIfAny(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteIfAny(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteIfAny(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
    }

    public static void WriteIfAny(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the member as the test gave it, or else this default.</summary>
    public static void WriteOr(this Utf8JsonWriter json, WorldModel model, string name, string defaultJson)
    {
        json.WritePropertyName(name);
        if (model.Extra is not null && model.Extra.TryGetValue(name, out var given))
        {
            given.WriteTo(json);
        }
        else
        {
            json.WriteRawValue(defaultJson);
        }
    }

    /// <summary>Writes the members the simulator has no word for, but for those that were written already.</summary>
    public static void WriteExtra(this Utf8JsonWriter json, WorldModel model, params ReadOnlySpan<string> written)
    {
        foreach (var (name, value) in model.Extra ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            if (!written.Contains(name))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
    }
}
