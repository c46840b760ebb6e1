using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>The Zen gateway: ids alone, made "now" on every call, and 401 for much that is not about the key.</summary>
internal sealed class ZenProtocol : IProtocol
{
    public IReadOnlyList<string> ListPaths => ["v1/models"];

    /// <summary>No key is needed, but a wrong one is refused.</summary>
    public bool Admits(HttpRequest request, WorldSpec spec) =>
        spec.Key is null || request.Headers.Authorization.Count == 0 || request.Headers.Authorization.ToString() is var shown && (shown == $"Bearer {spec.Key}" || shown == "Bearer public");

    /// <summary>Ids that begin with alpha- are hidden.</summary>
    public IReadOnlyList<WorldModel> Select(Ask ask, IReadOnlyList<WorldModel> models) =>
        [.. models.Where(model => !model.Id.StartsWith("alpha-", StringComparison.Ordinal))];

    public void Write(Utf8JsonWriter json, Listing listing) =>
        json.WriteList(listing.Models, model => json.WriteThin(model, model.Id, listing.Now.ToUnixTimeSeconds(), "opencode"));

    public Refusal Refuse(WorldSpec spec, Failure failure) => new(failure.IsQuota ? 401 : failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteStartObject("error");
        json.WriteString("type", TypeOf(failure));
        json.WriteString("message", failure switch
        {
            { IsQuota: true } => "Insufficient balance.",
            { Status: 401, Code: not "model_not_found" } => "Invalid API key.",
            _ => failure.Message,
        });
        json.WriteEndObject();
        json.WriteEndObject();
    })));

    private static string TypeOf(Failure failure) => failure switch
    {
        { IsQuota: true } => "CreditsError",
        { Code: "model_not_found" } => "ModelError",
        { Status: 401 } => "AuthError",
        { Status: 403 } => "RegionError",
        { Status: 429 } => "RateLimitError",
        _ => "error",
    };
}
