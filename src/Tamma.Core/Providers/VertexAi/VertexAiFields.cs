using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.VertexAi;

/// <summary>Members of Vertex AI's <c>GET /v1beta1/publishers/google/models</c> (PublisherModel). It knows names and stages, and neither limits nor prices.</summary>
internal static class VertexAiFields
{
    public static WireMap Map { get; } = WireMap.Of(
        [
            Structure("publisherModels", "the rows"),
            Structure("nextPageToken", "the cursor of the next page"),
        ],
        [
            Structure("name", "the native id, behind its publisher"),
            Custom("versionId", ["version"], Version),
            Custom("openSourceCategory", ["open_weights"], OpenSource),
            Custom("launchStage", ["status", "preview"], Stage),
            Kept("versionState", "whether this version is the one to use"),
            Structure("publisherModelTemplate", "how its name is written in a request"),
            Structure("frameworks", "with what it was made"),
            Structure("predictSchemata", "schemas of requests"),
            Structure("supportedActions", "addresses of the console's pages about it"),
            Text("parent.displayName", "base_model"),
            Structure("parent.reference", "the base model again"),
        ]);

    /// <summary><c>default</c> says that there is only one.</summary>
    private static void Version(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.String || !value.ValueEquals("default"u8))
        {
            WireValues.Text(value, member, row);
        }
    }

    private static void OpenSource(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } category)
        {
            if (category is "PROPRIETARY")
            {
                row.Set("open_weights", FieldValue.Flag(false));
            }
            else if (category.Contains("OSS", StringComparison.Ordinal))
            {
                row.Set("open_weights", FieldValue.Flag(true));
            }
            else
            {
                row.Keep(value, member.Path);
            }
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    private static void Stage(JsonElement value, WireField member, WireRow row)
    {
        switch (value.ValueKind is JsonValueKind.String ? value.GetString() : null)
        {
            case "GA":
                row.Set("status", FieldValue.Text("active"));
                break;
            case "PUBLIC_PREVIEW" or "PRIVATE_PREVIEW":
                row.Set("status", FieldValue.Text("beta"));
                row.Set("preview", FieldValue.Flag(true));
                break;
            case "EXPERIMENTAL":
                row.Set("status", FieldValue.Text("alpha"));
                row.Set("preview", FieldValue.Flag(true));
                break;
            default:
                row.Unknown(value, member.Path);
                break;
        }
    }
}
