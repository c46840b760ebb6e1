using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>OpenAI's counters under both of their names; cached tokens are inside the input, reasoning inside the output.</summary>
internal static class OpenAiUsage
{
    public static ChatUsage Of(JsonElement usage)
    {
        var input = usage.Object("prompt_tokens_details"u8) ?? usage.Object("input_tokens_details"u8) ?? default;
        var output = usage.Object("completion_tokens_details"u8) ?? usage.Object("output_tokens_details"u8) ?? default;
        return new()
        {
            Input = usage.Count("prompt_tokens"u8) ?? usage.Count("input_tokens"u8),
            CachedInput = input.Count("cached_tokens"u8) ?? usage.Count("cached_tokens"u8) ?? usage.Count("prompt_cache_hit_tokens"u8),
            CacheWrite = input.Count("cache_write_tokens"u8),
            Output = usage.Count("completion_tokens"u8) ?? usage.Count("output_tokens"u8),
            Reasoning = output.Count("reasoning_tokens"u8),
            Cost = usage.Amount("cost"u8),
            Raw = usage.Raw(),
        };
    }
}
