using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.GitHubCopilot;

/// <summary>
/// Members of <c>GET {base}/models</c>, which no document of GitHub describes: from what clients have recorded (ericc-ch/copilot-api#101,
/// caozhiyuan/copilot-api#122) and from the types of vscode-copilot-chat and opencode. Limits are the account's, and below the vendor's.
/// </summary>
internal static class CopilotFields
{
    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("object", "always \"list\""),
        Structure("data", "the rows, all of them: it does not page"),
    ],
    [
        Structure("id", "the native id"),
        Structure("object", "always \"model\""),
        Text("name", "name"),
        Text("vendor", "owned_by"),
        Text("version", "version"),
        Flag("preview", "preview"),
        Kept("model_picker_enabled", "whether Copilot's own clients show it; no entitlement: in 2026-08 every row had false"),
        Kept("model_picker_category", "where Copilot's own clients show it"),
        Kept("model_picker_price_category", "how Copilot's own clients call its price"),
        Kept("is_chat_default", "whether Copilot's own clients begin with it"),
        Kept("is_chat_fallback", "whether Copilot's own clients fall back on it"),
        Words("supported_endpoints", "methods"),
        Text("policy.state", "policy"),
        Kept("policy.terms", "what the account's owner agrees to by enabling it"),
        KeptIfAny("info_messages", "what Copilot tells users of it"),
        KeptIfAny("warning_messages", "what Copilot warns users of"),
        Kept("custom_model.owner_name", "whose own key serves it"),
        Kept("custom_model.key_name", "the name of that key"),
        .. CopilotBilling.Members,
        Structure("capabilities.object", "always \"model_capabilities\""),
        Custom("capabilities.type", ["type"], Type),
        Text("capabilities.family", "family"),
        Text("capabilities.tokenizer", "tokenizer"),
        Limit("capabilities.limits.max_context_window_tokens", "limit.context"),
        Limit("capabilities.limits.max_prompt_tokens", "limit.input"), // below the window less the output, so this is the one to size requests by
        Limit("capabilities.limits.max_output_tokens", "limit.output"),
        Limit("capabilities.limits.max_non_streaming_output_tokens", "limit.output_non_streaming"),
        Kept("capabilities.limits.max_inputs", "texts in one request for embeddings"),
        Limit("capabilities.limits.vision.max_prompt_image_size", "limit.image_bytes"),
        Limit("capabilities.limits.vision.max_prompt_images", "limit.images"),
        Kept("capabilities.limits.vision.supported_media_types", "kinds of images"),
        Flag("capabilities.supports.streaming", "streaming"),
        Flag("capabilities.supports.tool_calls", "tool_call"),
        Flag("capabilities.supports.parallel_tool_calls", "parallel_tool_calls"),
        Flag("capabilities.supports.structured_outputs", "structured_output"),
        Custom("capabilities.supports.vision", ["modalities.input", "attachment"], Vision),
        Part("capabilities.supports.thinking", ["reasoning"], JsonValueKind.True, JsonValueKind.False),
        Part("capabilities.supports.adaptive_thinking", ["reasoning"], JsonValueKind.True, JsonValueKind.False),
        Part("capabilities.supports.reasoning_effort", ["reasoning", "reasoning_options"], JsonValueKind.Array),
        Part("capabilities.supports.min_thinking_budget", ["reasoning_options"], JsonValueKind.Number),
        Part("capabilities.supports.max_thinking_budget", ["reasoning", "reasoning_options"], JsonValueKind.Number),
        Kept("capabilities.supports.prediction", "takes a predicted output"),
        Kept("capabilities.supports.dimensions", "the length of its embeddings can be chosen"),
    ],
    Finish);

    private static void Type(JsonElement value, WireField member, WireRow row)
    {
        if (Leaves.Text(value) is not { } type)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Set("type", FieldValue.Text(type == "embeddings" ? "embedding" : row.Share(type)));
    }

    /// <summary>All of its models take text; this says whether images go in too.</summary>
    private static void Vision(JsonElement value, WireField member, WireRow row)
    {
        if (Leaves.Flag(value) is not { } vision)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.AddWord("modalities.input", "text");
        if (vision)
        {
            row.AddWord("modalities.input", "image");
        }

        row.Set("attachment", FieldValue.Flag(vision));
    }

    private static void Finish(WireRow row)
    {
        CopilotBilling.Finish(row);
        var supports = Leaves.At(row.Element, "capabilities", "supports");
        var (least, most) = (Tokens(supports, "min_thinking_budget"), Tokens(supports, "max_thinking_budget"));
        var options = new ReasoningOptions
        {
            Efforts = Leaves.Texts(Leaves.At(supports, "reasoning_effort")),
            Budget = most is not null,
            LeastBudget = least,
            MostBudget = most,
        };
        if (options.ToField() is { } field)
        {
            row.Set("reasoning_options", field);
        }

        // That it cannot adapt its thinking does not say that it does not think.
        var thinks = options.Efforts.Count > 0 || options.Budget || Leaves.Flag(Leaves.At(supports, "adaptive_thinking")) is true
            ? true
            : Leaves.Flag(Leaves.At(supports, "thinking"));
        if (thinks is { } known)
        {
            row.Set("reasoning", FieldValue.Flag(known));
        }
    }

    private static decimal? Tokens(JsonElement supports, string name) => WireValues.Decimal(Leaves.At(supports, name)) is > 0 and var tokens ? tokens : null;
}
