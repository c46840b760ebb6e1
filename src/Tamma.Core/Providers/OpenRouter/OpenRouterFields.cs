using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenRouter;

/// <summary>Members of <c>GET /api/v1/models</c> (types of @openrouter/sdk 1.3.19, and lists recorded from 2025-04 to 2026-08).</summary>
internal static class OpenRouterFields
{
    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("data", "the rows"),
        Structure("total_count", "how many rows there are in all: fewer make no list"),
        Structure("links.next", "the address of the next page"),
    ],
    [
        Structure("id", "the native id"),
        Text("canonical_slug", "canonical_id"),
        Text("name", "name"),
        Text("description", "description"),
        UnixDate("created", "created"),
        Text("hugging_face_id", "hugging_face_id"),
        Date("knowledge_cutoff", "knowledge"),
        Date("expiration_date", "shutdown_date"),
        Text("alias_target.slug", "alias_of"), // of a "~…-latest" row: one may call that name, and it answers with this model
        Kept("alias_target.name", "the name for people of the model behind an alias"),
        Limit("context_length", "limit.context"),

        // Of the host that is asked first. Below the model's own window it says how the model is served, not what it can do.
        Limit("top_provider.context_length", "limit.served_context"),
        Limit("top_provider.max_completion_tokens", "limit.output"),
        Flag("top_provider.is_moderated", "moderated"),
        Kept("per_request_limits", "limits of this account for one request"),
        Custom("architecture.input_modalities", ["modalities.input"], Modalities),
        Custom("architecture.output_modalities", ["modalities.output", "type"], Output),
        Ignored("architecture.modality", "says in one word what the two lists say"),
        Text("architecture.tokenizer", "tokenizer"),
        Kept("architecture.instruct_type", "the template of its prompts"),
        .. OpenRouterPricing.Members,
        Custom("supported_parameters", ["supported_parameters", "tool_call", "parallel_tool_calls", "structured_output", "reasoning", "temperature"], Parameters),
        Number("default_parameters.temperature", "default.temperature"),
        Number("default_parameters.top_p", "default.top_p"),
        Number("default_parameters.top_k", "default.top_k"),
        Kept("default_parameters.frequency_penalty", "a default that has no field"),
        Kept("default_parameters.presence_penalty", "a default that has no field"),
        Kept("default_parameters.repetition_penalty", "a default that has no field"),
        Part("reasoning.mandatory", ["reasoning_options", "reasoning"], JsonValueKind.True, JsonValueKind.False),
        Part("reasoning.supported_efforts", ["reasoning_options"], JsonValueKind.Array),
        Part("reasoning.supports_max_tokens", ["reasoning_options"], JsonValueKind.True, JsonValueKind.False),
        Kept("reasoning.default_enabled", "whether it reasons when the request says nothing"),
        Kept("reasoning.default_effort", "how much it reasons when the request says nothing"),
        KeptIfAny("supported_voices", "names of its voices"),
        Kept("benchmarks.artificial_analysis", "scores that others have measured"),
        Ignored("benchmarks.design_arena", "places in a contest that move with every vote: no fact of the model, and a change at each answer"),
        Structure("links.details", "where its hosts are listed; see OpenRouterEndpoints"),
    ],
    Finish);

    /// <summary>OpenRouter's <c>file</c> is a document: it takes PDFs there, and models.dev has the same models as <c>pdf</c>.</summary>
    private static void Modalities(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is { } words)
        {
            row.Set(member.Targets[0], FieldValue.Words([.. words.AsWords().Select(word => word == "file" ? "pdf" : row.Share(word))]), value, member);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    private static void Output(JsonElement value, WireField member, WireRow row)
    {
        Modalities(value, member, row);
        var type = Leaves.HasText(value, "text") ? "chat"
            : Leaves.HasText(value, "embeddings") ? "embedding"
            : Leaves.HasText(value, "rerank") ? "rerank"
            : Leaves.HasText(value, "image") ? "image"
            : Leaves.HasText(value, "audio") || Leaves.HasText(value, "speech") || Leaves.HasText(value, "transcription") ? "audio"
            : null;
        if (type is not null)
        {
            row.Set("type", FieldValue.Text(type));
        }
    }

    /// <summary>
    /// The list is the union over all hosts of the model, so a parameter that is not in it is honoured by none of them: that is a no.
    /// One that is in it may still be missing at some host. A list without anything says nothing.
    /// </summary>
    private static void Parameters(JsonElement value, WireField member, WireRow row)
    {
        WireValues.Words(value, member, row);
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            return;
        }

        row.Set("tool_call", FieldValue.Flag(Has("tools")));
        row.Set("parallel_tool_calls", FieldValue.Flag(Has("parallel_tool_calls")));
        row.Set("structured_output", FieldValue.Flag(Has("structured_outputs"))); // response_format alone is JSON of any shape
        row.Set("reasoning", FieldValue.Flag(Has("reasoning") || Has("include_reasoning")));
        row.Set("temperature", FieldValue.Flag(Has("temperature")));

        bool Has(string parameter) => Leaves.HasText(value, parameter);
    }

    private static void Finish(WireRow row)
    {
        OpenRouterPricing.Finish(row);
        var reasoning = Leaves.At(row.Element, "reasoning");
        if (reasoning.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        var mandatory = Leaves.Flag(Leaves.At(reasoning, "mandatory"));
        if (mandatory is true)
        {
            row.Set("reasoning", FieldValue.Flag(true));
        }

        var options = new ReasoningOptions
        {
            Toggle = mandatory is false,
            Efforts = Leaves.Texts(Leaves.At(reasoning, "supported_efforts")),
            Budget = Leaves.Flag(Leaves.At(reasoning, "supports_max_tokens")) is true,
        };
        if (options.ToField() is { } field)
        {
            row.Set("reasoning_options", field);
        }
    }
}
