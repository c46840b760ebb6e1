using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>Members of <c>GET /models</c>. Servers add what they like to OpenAI's four; what we know by name is mapped.</summary>
internal static class OpenAiFields
{
    /// <summary>Around the rows, in all the ways in which servers page.</summary>
    public static WireMembers Envelope { get; } =
    [
        Structure("object", "always \"list\""),
        Structure("data", "the rows"),
        Structure("has_more", "whether another page follows"),
        Structure("first_id", "the cursor backwards"),
        Structure("last_id", "the cursor forwards"),
        Structure("links.next", "the address of the next page"),
        Structure("total_count", "how many rows there are in all"),
    ];

    public static WireMap Map { get; } = WireMap.Of(Envelope,
    [
        Structure("id", "the native id"),
        Structure("object", "always \"model\""),
        Ignored("created", "the time of the request or of the server's start at many (vLLM, llama.cpp, OpenCode Zen)"),
        Ignored("permission", "holds times and random ids that change at each answer (vLLM), and no fact"),
        Text("owned_by", "owned_by"),
        Text("root", "root"),
        Text("parent", "parent"),
        Date("shutdown_date", "shutdown_date"),
        Text("name", "name"),
        Text("display_name", "name"),
        Words("supported_parameters", "supported_parameters"),
        Words("architecture.input_modalities", "modalities.input"),
        Words("architecture.output_modalities", "modalities.output"),
        PricePerToken("pricing.prompt", "cost.input"),
        PricePerToken("pricing.completion", "cost.output"),
        PricePerToken("pricing.input_cache_read", "cost.cache_read"),
        PricePerToken("pricing.input_cache_write", "cost.cache_write"),
        Limit("max_model_len", "limit.context"),
        Limit("context_length", "limit.context"),
        Limit("context_window", "limit.context"),
        Limit("max_context_length", "limit.context"),
        Limit("max_input_tokens", "limit.input"),
        Limit("max_output_tokens", "limit.output"),
        Limit("max_tokens", "limit.output"),
        Limit("top_provider.max_completion_tokens", "limit.output"),
        UnixDate("created_at", "created"),
        Kept("status", "whether the model is ready (Azure AI Foundry)") with { Read = OpenAiValues.Status },
        Custom("lifecycle_status", ["status", "preview"], OpenAiValues.Lifecycle),
        Custom("deprecation.inference", ["shutdown_date"], OpenAiValues.End),
        Kept("deprecation.fine_tune", "until when it can be trained (Azure AI Foundry), in seconds since 1970"),
        Flag("capabilities.fine_tune", "fine_tuning"),
        Structure("capabilities.inference", "says with the others what it is for"),
        Word("capabilities.completion", "methods", "completion"),
        Word("capabilities.chat_completion", "methods", "chat_completion"),
        Word("capabilities.embeddings", "methods", "embeddings"),
        Kept("capabilities.global_fine_tune", "can be trained anywhere (Azure AI Foundry)"),
        Kept("capabilities.devtier_fine_tune", "can be trained cheaply (Azure AI Foundry)"),
    ]);
}
