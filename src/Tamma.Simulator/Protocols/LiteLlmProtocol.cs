using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A LiteLLM proxy: what it routes to, with prices for one token as numbers.</summary>
internal sealed class LiteLlmProtocol : IProtocol
{
    private const string Info = "model/info";

    public IReadOnlyList<string> ListPaths => [Info, "v1/model/info", "v1/models"];

    public bool Admits(HttpRequest request, WorldSpec spec) =>
        spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}" || request.Headers["x-litellm-api-key"].ToString() == spec.Key;

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        if (!listing.Ask.Path.EndsWith(Info, StringComparison.Ordinal))
        {
            // The same moment for every row, long ago, as the real one has it.
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var model in listing.Models)
            {
                json.WriteThin(model, model.Id, 1_677_610_602, "openai");
            }

            json.WriteEndArray();
            json.WriteString("object", "list");
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var model in listing.Models)
        {
            LiteLlmModel.Write(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public Refusal Refuse(WorldSpec spec, Failure failure) => new(failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        if (failure is { Status: 404, Code: "not_found" })
        {
            json.WriteString("detail", "Not Found");
        }
        else
        {
            json.WriteStartObject("error");
            json.WriteString("message", failure switch
            {
                { IsQuota: true } => "Budget has been exceeded! Current cost: 10.01, Max budget: 10.0",
                { Status: 401 } => "Authentication Error, Invalid proxy server token passed. Unable to find token in cache or `LiteLLM_VerificationTokenTable`",
                _ => failure.Message,
            });
            json.WriteString("type", failure switch
            {
                { IsQuota: true } => "budget_exceeded",
                { Status: 401 } => "auth_error",
                { Status: 429 } => "throttling_error",
                _ => failure.Type,
            });
            json.WriteString("param", "None");
            json.WriteString("code", failure.Status.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    })));

    public void Adorn(IHeaderDictionary headers, Ask ask)
    {
        headers["x-litellm-version"] = "1.92.0";
        headers["x-litellm-call-id"] = ask.RequestId;
    }
}
