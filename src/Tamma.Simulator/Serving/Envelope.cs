using System.Text.Json.Nodes;

namespace Tamma.Simulator.Serving;

/// <summary>Spoils the object around the rows of a listing.</summary>
internal static class Envelope
{
    public static byte[] WithoutRows(byte[] body, string name) => Change(body, holder => holder.Remove(name), name);

    public static byte[] WithNull(byte[] body, string name) => Change(body, holder => holder[name] = null, name);

    /// <summary>Where the outer object has no such member, each object in it does, as in models.dev.</summary>
    private static byte[] Change(byte[] body, Action<JsonObject> change, string name)
    {
        var outer = JsonNode.Parse(body)!.AsObject();
        foreach (var holder in outer.ContainsKey(name) ? [outer] : outer.Select(member => member.Value).OfType<JsonObject>().ToList())
        {
            change(holder);
        }

        return Protocols.ListingBodies.Write(json => outer.WriteTo(json));
    }
}
