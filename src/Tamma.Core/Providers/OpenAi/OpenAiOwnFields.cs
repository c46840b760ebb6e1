using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenAi;

/// <summary>Members of <c>GET /v1/models</c> of OpenAI itself (its OpenAPI document of 2026-08-21): here <c>created</c> is a fact of the model.</summary>
internal static class OpenAiOwnFields
{
    private const string FineTuned = "ft:";

    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("object", "always \"list\""),
        Structure("data", "the rows, all of them: it does not page"),
    ],
    [
        Custom("id", ["base_model"], (value, member, row) => BaseOf(Leaves.Text(value), row)),
        Structure("object", "always \"model\""),
        UnixDate("created", "created"),
        Text("owned_by", "owned_by"), // openai, system, openai-internal; of a fine-tuned model its organisation
        Date("shutdown_date", "shutdown_date"), // null where none is announced
    ]);

    /// <summary>The id of a fine-tuned model is <c>ft:base:organisation:name:id</c>.</summary>
    private static void BaseOf(string? id, WireRow row)
    {
        if (id?.StartsWith(FineTuned, StringComparison.Ordinal) is true && id.Split(':')[1] is { Length: > 0 } model)
        {
            row.Set("base_model", FieldValue.Text(row.Share(model)));
        }
    }
}
