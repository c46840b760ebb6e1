using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>The list of OpenAI's <c>GET /v1/models</c>, with the members that routers and local servers have added and clients read.</summary>
internal static class OpenAiShape
{
    public static CompatShape List { get; } = new("openai", WriteList);

    public static CompatDocument One(Model model) => CompatDocument.Write(json =>
    {
        OpenAiModel.Write(json, model);
        return 0;
    });

    private static int WriteList(Utf8JsonWriter json, CatalogSnapshot snapshot, ModelScope scope)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var model in CompatRows.Of(snapshot, scope))
        {
            OpenAiModel.Write(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return 0;
    }
}
