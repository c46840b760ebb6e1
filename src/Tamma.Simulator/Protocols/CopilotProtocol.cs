using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>The listing that Copilot's clients read: the whole catalogue, whatever the plan, and some ids twice.</summary>
internal sealed class CopilotProtocol : IProtocol
{
    public IReadOnlyList<string> ListPaths => ["models"];

    public bool Admits(HttpRequest request, WorldSpec spec) => spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public Failure? Objection(Ask ask) =>
        !Admits(ask.Request, ask.Spec) ? Failure.Unauthorised with { Message = "unauthorized: token is invalid or has expired" }
        : ask.Spec.Entitled is false ? Failure.NotEntitled
        : null;

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var model in listing.Models)
        {
            CopilotModel.Write(json, model, CopilotModel.VersionOf(model));
            if (model.Repeated == true)
            {
                CopilotModel.Write(json, model, $"{CopilotModel.VersionOf(model)}-r2");
            }
        }

        json.WriteEndArray();
        json.WriteString("object", "list");
        json.WriteEndObject();
    }

    /// <summary>What is used up is asked money for: 402.</summary>
    public Refusal Refuse(WorldSpec spec, Failure failure) => OpenAiErrors.Of(failure.IsQuota ? failure with { Status = 402, Message = "You have no quota", Code = "quota_exceeded" } : failure);

    public void Adorn(IHeaderDictionary headers, Ask ask)
    {
        headers["x-request-id"] = ask.RequestId;
        headers["x-github-request-id"] = ask.RequestId.ToUpperInvariant();
        headers["x-quota-snapshot-chat"] = "ent=-1&ov=0.0&ovPerm=false&rem=100.0&rst=2026-12-01T00%3A00%3A00Z";
    }
}
