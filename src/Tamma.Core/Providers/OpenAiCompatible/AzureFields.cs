using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>What Azure OpenAI and AI Foundry add to <c>GET /openai/v1/models</c> (recorded 2026-02-10): here <c>created_at</c> is a fact of the model.</summary>
internal static class AzureFields
{
    public static WireMembers Members { get; } =
    [
        UnixDate("created_at", "created"),
        Custom("lifecycle_status", ["status", "preview"], Lifecycle),
        UnixDate("deprecation.inference", "shutdown_date"),
        Kept("deprecation.fine_tune", "seconds since the Unix epoch at which it can no longer be trained further"),
        Custom("capabilities.chat_completion", ["type"], (value, member, row) => Type(value, member, row, "chat")),
        Custom("capabilities.completion", ["type"], (value, member, row) => Type(value, member, row, "completion")),
        Custom("capabilities.embeddings", ["type"], (value, member, row) => Type(value, member, row, "embedding")),
        Flag("capabilities.fine_tune", "fine_tuning"),
        Kept("capabilities.global_fine_tune", "whether it can be trained further in any region"),
        Kept("capabilities.devtier_fine_tune", "whether it can be trained further in the tier for developers"),
        Kept("capabilities.inference", "whether it can be deployed as it is"),
        Text("status", "Azure's own word for the row's place in its store, and at other servers an object about what is loaded"),
    ];

    /// <summary>A model that is none of them, for example an image model, has all three as no.</summary>
    private static void Type(JsonElement value, WireField member, WireRow row, string type)
    {
        if (value.ValueKind is JsonValueKind.True)
        {
            row.Set("type", FieldValue.Text(type), value, member);
        }
        else if (value.ValueKind is not JsonValueKind.False)
        {
            row.Unknown(value, member.Path);
        }
    }

    private static void Lifecycle(JsonElement value, WireField member, WireRow row)
    {
        switch (Leaves.Text(value))
        {
            case "generally-available":
                row.Set("status", FieldValue.Text("active"), value, member);
                break;
            case "deprecated":
                row.Set("status", FieldValue.Text("deprecated"), value, member);
                break;
            case "preview":
                row.Set("preview", FieldValue.Flag(true), value, member);
                break;
            default:
                row.Unknown(value, member.Path);
                break;
        }
    }

    /// <summary>A word is kept; anything else is another server's, and unknown.</summary>
    private static WireField Text(string path, string because) => new(path, WireUse.Kept, [], because)
    {
        Read = (value, _, row) =>
        {
            if (value.ValueKind is JsonValueKind.String)
            {
                row.Keep(value, path);
            }
            else
            {
                row.Unknown(value, path);
            }
        },
    };
}
