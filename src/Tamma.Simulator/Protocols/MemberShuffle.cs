using System.Text.Json;

namespace Tamma.Simulator.Protocols;

/// <summary>Puts the members of every object into another order, as servers do that render from hash maps.</summary>
internal static class MemberShuffle
{
    public static byte[] Apply(byte[] body, Dice dice)
    {
        using var document = JsonDocument.Parse(body);
        return ListingBodies.Write(json => Write(json, document.RootElement, dice));
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, Dice dice)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] members = [.. element.EnumerateObject()];
                dice.Shuffle(members.AsSpan());
                json.WriteStartObject();
                foreach (var member in members)
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, dice);
                }

                json.WriteEndObject();
                break;

            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(json, item, dice);
                }

                json.WriteEndArray();
                break;

            default:
                element.WriteTo(json);
                break;
        }
    }
}
