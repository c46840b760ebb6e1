using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>An Ollama: files on a disk, known by digest, some of them in memory.</summary>
internal sealed class OllamaProtocol : IProtocol
{
    private const string Tags = "api/tags";

    public IReadOnlyList<string> ListPaths => [Tags, "v1/models"];

    public string RowsName(string path) => path == Tags ? "models" : "data";

    public bool Admits(HttpRequest request, WorldSpec spec) => spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        if (listing.Ask.Path != Tags)
        {
            json.WriteList(listing.Models, model => json.WriteThin(model, model.Id, Rows.BornAt(model).ToUnixTimeSeconds(), model.Id.Split('/') is [var space, _] ? space : "library"));
            return;
        }

        WriteModels(json, listing.Models, model => OllamaModel.WriteTag(json, model, listing.Spec.Old));
    }

    public Reply? Beside(Ask ask, WorldSnapshot world) => ask.Path switch
    {
        "" => Reply.Text("Ollama is running"),
        "api/version" => Reply.Json(ask.Spec.Old ? """{"version":"0.5.1"}""" : """{"version":"0.24.0"}"""),
        "api/ps" => Reply.Json(json => WriteModels(json, world.Models.Where(model => model.Loaded ?? false), model => OllamaModel.WriteRunning(json, model, ask.Now))),
        _ => null,
    };

    public Reply? Posted(Ask ask, WorldSnapshot world) => ask.Path == "api/show" ? Show(ask, world) : null;

    /// <summary>Its own paths take a plain text for an error, the others an object.</summary>
    public Refusal Refuse(WorldSpec spec, Failure failure) => failure.Path?.Contains("/v1/", StringComparison.Ordinal) == true
        ? OpenAiErrors.Of(failure)
        : new(failure.Status, "application/json; charset=utf-8", Encoding.UTF8.GetString(ListingBodies.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("error", failure.Status == 401 ? "unauthorized" : failure.Message);
            json.WriteEndObject();
        })));

    private static void WriteModels(Utf8JsonWriter json, IEnumerable<WorldModel> models, Action<WorldModel> row)
    {
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (var model in models)
        {
            row(model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private Reply Show(Ask ask, WorldSnapshot world)
    {
        if (NameIn(ask.Body) is not { } name)
        {
            return Reply.Of(Refuse(ask.Spec, new(400, "missing request body", "", "")));
        }

        return world.Models.FirstOrDefault(model => model.Id == name || model.Id == $"{name}:latest") is { } model
            ? Reply.Json(json => OllamaModel.WriteInFull(json, model, ask.Spec.Old))
            : Reply.Of(Refuse(ask.Spec, Failure.NoModel(name) with { Message = $"model '{name}' not found" }));
    }

    /// <summary>The model a body names; old clients say "name".</summary>
    private static string? NameIn(string body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            return root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("model", out var name) || root.TryGetProperty("name", out name)) && name.ValueKind == JsonValueKind.String
                ? name.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
