using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>An <c>opencode serve</c>: every provider it knows in one answer, with no validator and no pages.</summary>
internal sealed class OpenCodeProtocol : IProtocol
{
    public IReadOnlyList<string> ListPaths => ["provider"];

    public string RowsName(string path) => "all";

    public bool Admits(HttpRequest request, WorldSpec spec)
    {
        if (spec.Password is null)
        {
            return true;
        }

        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{spec.Username ?? "opencode"}:{spec.Password}"));
        return request.Headers.Authorization.ToString() == $"Basic {credentials}";
    }

    public Reply? Beside(Ask ask, WorldSnapshot world) =>
        ask.Path == "global/health" ? Reply.Json("""{"healthy":true,"version":"1.18.33"}""") : null;

    public Refusal Refuse(WorldSpec spec, Failure failure) => failure.Status switch
    {
        // The real server's own middleware answers this in plain text.
        401 => new(401, "text/plain;charset=UTF-8", "Unauthorized") { Challenge = "Basic realm=\"Secure Area\"" },
        429 when failure.IsQuota => OpenAiErrors.Of(failure),
        _ => new(failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", failure.Status == 404 ? "NotFoundError" : "UnknownError");
            json.WriteStartObject("data");
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
            json.WriteEndObject();
        }))),
    };

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        var byProvider = listing.Models.GroupBy(model => model.Provider, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

        // An emptied listing of a world that has models: nothing else may show through.
        var isEmptied = listing.Models is [] && listing.World.Models is not [];

        json.WriteStartObject();
        json.WriteStartArray("all");

        // A provider may be known by its secrets alone, as one is that has been logged in to and offers nothing.
        foreach (var provider in byProvider.Keys.Union(isEmptied ? [] : listing.World.Secrets.Keys, StringComparer.Ordinal))
        {
            WriteProvider(json, provider, byProvider.GetValueOrDefault(provider) ?? [], listing.World.Secrets.GetValueOrDefault(provider));
        }

        json.WriteEndArray();
        json.WriteStartObject("default");
        foreach (var (provider, models) in byProvider)
        {
            json.WriteString(provider, models[0].Id);
        }

        json.WriteEndObject();
        json.WriteStrings("connected", isEmptied ? [] : listing.World.Connected);
        json.WriteEndObject();
    }

    private static void WriteProvider(Utf8JsonWriter json, string provider, List<WorldModel> models, ProviderSecrets? secrets)
    {
        json.WriteStartObject();
        json.WriteString("id", provider);
        json.WriteString("name", ProviderFacts.NameOf(provider));
        json.WriteString("source", secrets?.Key is null ? "custom" : "api");
        json.WriteStrings("env", [ProviderFacts.VariableOf(provider)]);
        json.WriteIfAny("key", secrets?.Key);
        json.WritePropertyName("options");
        json.WriteRawValue(secrets?.Options?.ToJsonString() ?? "{}");
        json.WriteStartObject("models");
        foreach (var model in models)
        {
            json.WritePropertyName(model.Id);
            OpenCodeModel.Write(json, model);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
