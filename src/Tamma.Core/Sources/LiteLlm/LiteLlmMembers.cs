using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;
using static Tamma.Sources.LiteLlm.LiteLlmValues;

namespace Tamma.Sources.LiteLlm;

/// <summary>Members of a row of LiteLLM's price map (litellm/types/utils.py, ModelInfoBase; the file of 2026-08-01).</summary>
internal static class LiteLlmMembers
{
    private const string Step = "one step of how much it reasons; the whole list is not said";
    private const string Plumbing = "how LiteLLM calls it";
    private const string Rate = "what an account of theirs may ask for in a minute";
    private const string Odd = "a price for a thing that has no field";

    public static WireMap Map { get; } = WireMap.Of(
        [
            Ignored("sample_spec", "shows what a row looks like"),
        ],
        [
            Structure("litellm_provider", "with the row's name, the key; see the table of providers"),
            Custom("mode", ["type"], Mode),

            // Its own text says input. It is read as the context all the same, as everybody reads it: what it means is for the comparison.
            Limit("max_input_tokens", "limit.context"),
            Limit("max_output_tokens", "limit.output"),
            Kept("max_tokens", "their legacy limit, kept where it says another number than the two others") with { Read = MaxTokens },
            Limit("output_vector_size", "limit.embedding_dimensions"),
            Limit("prompt_cache_min_tokens", "prompt_cache_min_tokens"),
            .. LiteLlmPricing.Members,
            .. LiteLlmTiers.Members,
            Words("supported_modalities", "modalities.input"),
            Words("supported_output_modalities", "modalities.output"),
            Words("supported_endpoints", "methods"),
            Words("supported_regions", "regions"),
            Flag("supports_function_calling", "tool_call"),
            Flag("supports_parallel_function_calling", "parallel_tool_calls"),
            Flag("supports_tool_choice", "tool_choice"),
            Flag("supports_response_schema", "structured_output"),
            Flag("supports_prompt_caching", "prompt_cache"),
            Flag("supports_reasoning", "reasoning"),
            Flag("supports_sampling_params", "temperature"),
            Flag("supports_native_streaming", "streaming"),
            Flag("supports_vision", "vision"),
            Flag("supports_image_input", "vision"),
            Flag("supports_embedding_image_input", "vision"),
            Flag("supports_pdf_input", "pdf_input"),
            Flag("supports_audio_input", "audio_input"),
            Flag("supports_audio_output", "audio_output"),
            Flag("supports_video_input", "video_input"),
            Flag("supports_computer_use", "computer_use"),
            Flag("supports_web_search", "web_search"),
            Flag("supports_url_context", "url_context"),
            Flag("supports_assistant_prefill", "assistant_prefill"),
            Flag("supports_system_messages", "system_messages"),
            Date("deprecation_date", "shutdown_date"),
            Kept("supports_native_structured_output", "structured answers without a trick"),
            Kept("supports_adaptive_thinking", "decides itself how much it reasons"),
            Kept("supports_none_reasoning_effort", Step),
            Kept("supports_minimal_reasoning_effort", Step),
            Kept("supports_low_reasoning_effort", Step),
            Kept("supports_xhigh_reasoning_effort", Step),
            Kept("supports_max_reasoning_effort", Step),
            Kept("supports_mid_conversation_system", "takes a system message between others"),
            Kept("supports_multimodal", "an embedding of more than text"),
            Kept("supports_image_size", "takes the size of the picture that it is to make"),
            Kept("supports_nova_canvas_image_edit", "changes pictures"),
            Kept("supports_speed", "takes a choice of speed"),
            Ignored("supports_output_config", Plumbing),
            Ignored("supports_parallel_tool_use_config", Plumbing),
            Ignored("bedrock_converse_supports_strict_tools", Plumbing),
            Ignored("bedrock_output_config_effort_ceiling", Plumbing),
            Ignored("use_openai_responses_path", Plumbing),
            Ignored("uses_embed_content", Plumbing),
            Ignored("audio_transcription_config", Plumbing),
            Kept("gemini_audio_only_live", "speaks only"),
            Kept("gemini_native_audio", "hears and speaks without text between"),
            Ignored("rpm", Rate),
            Ignored("tpm", Rate),
            Ignored("source", "where the row was copied from: a page of the provider, most of the time"),
            Ignored("comment", "a note to themselves"),
            Kept("metadata", "notes on the row, and how its prices were worked out"),
            Kept("provider_specific_entry", "factors for ways of using it that one provider has"),
            Ignored("rules", "patterns by which LiteLLM guesses at names that it does not know"),
            Kept("code_interpreter_cost_per_session", Odd),
            Kept("web_search_billing_unit", "what a search is counted by"),
        ],
        row =>
        {
            LiteLlmPricing.Finish(row);
            LiteLlmTiers.Finish(row);
        });
}
