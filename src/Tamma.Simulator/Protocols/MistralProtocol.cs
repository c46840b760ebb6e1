using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>Mistral's API: OpenAI's envelope, a row for each alias, and all rows made "now".</summary>
internal sealed class MistralProtocol : IProtocol
{
    private const string ListPath = "v1/models";

    public IReadOnlyList<string> ListPaths => [ListPath];

    public bool Admits(HttpRequest request, WorldSpec spec) => spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in listing.Models)
        {
            foreach (var id in NamesOf(model))
            {
                MistralModel.Write(json, model, id, listing.Now);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public Reply? Beside(Ask ask, WorldSnapshot world) => ask.Below(ListPath + "/") is not { } id ? null
        : world.Models.FirstOrDefault(model => NamesOf(model).Contains(id, StringComparer.Ordinal)) is { } model ? Reply.Json(json => MistralModel.Write(json, model, id, ask.Now))
        : Reply.Of(Refuse(ask.Spec, Failure.NoModel(id)));

    public Refusal Refuse(WorldSpec spec, Failure failure) => new(failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        if (failure.Status is 401 or 404)
        {
            json.WriteString("detail", failure.Status == 401 ? "Unauthorized" : "Not Found");
        }
        else
        {
            json.WriteString("object", "error");
            json.WriteString("message", failure.IsQuota ? "Service tier capacity exceeded for this model." : failure.Message);
            json.WriteString("type", failure.IsQuota ? "service_tier_capacity_exceeded" : failure.Status == 429 ? "rate_limited" : failure.Type);
            json.WriteNull("param");
            json.WriteString("code", failure.IsQuota ? "3505" : failure.Status == 429 ? "1300" : "1000");
        }

        json.WriteEndObject();
    })));

    private static IEnumerable<string> NamesOf(WorldModel model) => [model.Id, .. model.Aliases ?? []];
}
