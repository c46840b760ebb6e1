using System.Text.Json;

namespace Tamma.Simulator.Protocols;

/// <summary>The answer to a path beside the listing.</summary>
internal sealed record Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public static Reply Json(Action<Utf8JsonWriter> write) => new(200, "application/json", ListingBodies.Write(write));

    public static Reply Json(string body) => new(200, "application/json", System.Text.Encoding.UTF8.GetBytes(body));

    public static Reply Text(string body) => new(200, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(body));

    public static Reply Of(Refusal refusal) => new(refusal.Status, refusal.ContentType, System.Text.Encoding.UTF8.GetBytes(refusal.Body));
}
