using System.Globalization;
using System.Text.Json;
using Tamma.Simulator.Chat.Engine;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>The parts that a whole answer and a stream of chat completions share.</summary>
internal static class OpenAiChatParts
{
    public static string FinishOf(Finish finish) => finish switch
    {
        Finish.Length => "length",
        Finish.ToolCall => "tool_calls",
        _ => "stop",
    };

    public static void WriteUsage(Utf8JsonWriter json, ChatExchange exchange, OpenAiDialect dialect)
    {
        var usage = exchange.Answer.Usage;
        json.WriteStartObject("usage");
        WriteTotals(json, usage.Prompt, usage.Output);
        json.WriteStartObject("prompt_tokens_details");
        json.WriteNumber("cached_tokens", usage.Cached);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.Reasoning);
        json.WriteEndObject();
        if (dialect.IsOpenRouter)
        {
            WriteOpenRouterCost(json, exchange);
        }

        json.WriteEndObject();
    }

    public static void WriteTotals(Utf8JsonWriter json, int prompt, int output)
    {
        json.WriteNumber("prompt_tokens", prompt);
        json.WriteNumber("completion_tokens", output);
        json.WriteNumber("total_tokens", prompt + output);
    }

    /// <summary>In llama.cpp's words; the times are those that were planned.</summary>
    public static void WriteTimings(Utf8JsonWriter json, ChatExchange exchange)
    {
        var usage = exchange.Answer.Usage;
        var (prompt, predicted) = (exchange.Behaviour.TtftMs, exchange.Behaviour.ItlMs * Math.Max(0, usage.Output - 1));
        json.WriteStartObject("timings");
        json.WriteNumber("cache_n", usage.Cached);
        json.WriteNumber("prompt_n", usage.Prompt - usage.Cached);
        json.WriteNumber("prompt_ms", prompt);
        json.WriteNumber("prompt_per_second", prompt == 0 ? 0 : 1000 * (usage.Prompt - usage.Cached) / prompt);
        json.WriteNumber("predicted_n", usage.Output);
        json.WriteNumber("predicted_ms", predicted);
        json.WriteNumber("predicted_per_second", predicted == 0 ? 0 : 1000 * usage.Output / predicted);
        json.WriteEndObject();
    }

    /// <summary>Zen tells cost as a decimal string.</summary>
    public static string CostText(ChatExchange exchange) => (exchange.Cost ?? 0).ToString("0.############", CultureInfo.InvariantCulture);

    private static void WriteOpenRouterCost(Utf8JsonWriter json, ChatExchange exchange)
    {
        var (usage, cost) = (exchange.Answer.Usage, exchange.Cost ?? 0);
        var output = usage.Output * (exchange.Served.Cost?.Output ?? 0) / 1_000_000m;
        json.WriteNumber("cost", cost);
        json.WriteBoolean("is_byok", value: false);
        json.WriteStartObject("cost_details");
        json.WriteNull("upstream_inference_cost");
        json.WriteNumber("upstream_inference_prompt_cost", cost - output);
        json.WriteNumber("upstream_inference_completions_cost", output);
        json.WriteEndObject();
    }
}
