using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>An LM Studio with its three listings: its own, the one before that, and OpenAI's.</summary>
internal sealed class LmStudioProtocol : IProtocol
{
    private const string Native = "api/v1/models";
    private const string Legacy = "api/v0/models";

    public IReadOnlyList<string> ListPaths => [Native, Legacy, "v1/models"];

    public string RowsName(string path) => path == Native ? "models" : "data";

    public bool Admits(HttpRequest request, WorldSpec spec) => spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        switch (listing.Ask.Path)
        {
            case Native:
                json.WriteStartObject();
                json.WriteStartArray("models");
                foreach (var model in listing.Models)
                {
                    LmStudioModel.WriteNative(json, model);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case Legacy:
                WriteList(json, listing.Models, model => LmStudioModel.WriteLegacy(json, model));
                break;
            default:
                WriteList(json, listing.Models, model => LmStudioModel.WriteCompatible(json, model));
                break;
        }
    }

    public Refusal Refuse(WorldSpec spec, Failure failure) => new(failure.Status, "application/json; charset=utf-8", Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", failure.Status == 404 ? $"Unexpected endpoint or method. (GET {failure.Path})" : failure.Message);
        json.WriteString("type", failure.Status == 500 ? "internal_error" : "invalid_request");
        json.WriteNull("param");
        json.WriteString("code", failure.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    })));

    /// <summary>Here "object" stands behind the rows.</summary>
    private static void WriteList(Utf8JsonWriter json, IReadOnlyList<WorldModel> models, Action<WorldModel> row)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var model in models)
        {
            row(model);
        }

        json.WriteEndArray();
        json.WriteString("object", "list");
        json.WriteEndObject();
    }
}
