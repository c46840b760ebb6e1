using System.Text.Json;
using Tamma.Simulator.Chat.Engine;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>The objects of OpenAI's responses: the response itself and its items.</summary>
internal static class ResponsesParts
{
    /// <param name="status">in_progress, completed or incomplete.</param>
    public static void WriteResponse(Utf8JsonWriter json, ChatExchange exchange, string status, string? cost = null)
    {
        var answer = exchange.Answer;
        json.WriteStartObject();
        json.WriteString("id", $"resp_{answer.Id}");
        json.WriteString("object", "response");
        json.WriteNumber("created_at", exchange.Created);
        json.WriteString("status", status);
        json.WriteBoolean("background", value: false);
        json.WriteNull("error");
        json.WritePropertyName("incomplete_details");
        json.WriteRawValue(status == "incomplete" ? """{"reason":"max_output_tokens"}""" : "null");
        json.WriteNull("instructions");
        json.WriteNull("max_output_tokens");
        json.WriteString("model", answer.Model);
        json.WriteStartArray("output");
        if (status != "in_progress")
        {
            WriteItems(json, exchange, status);
        }

        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls", value: true);
        json.WriteNull("previous_response_id");
        json.WriteNumber("temperature", 1);
        json.WriteString("tool_choice", "auto");
        json.WriteStartArray("tools");
        json.WriteEndArray();
        json.WriteNumber("top_p", 1);
        json.WriteString("truncation", "disabled");
        json.WriteString("service_tier", "default");
        json.WritePropertyName("usage");
        if (status == "in_progress" || !answer.TellsUsage)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteUsage(json, answer.Usage);
        }

        json.WriteStartObject("metadata");
        json.WriteEndObject();
        if (cost is not null)
        {
            json.WriteString("cost", cost);
        }

        json.WriteEndObject();
    }

    public static void WriteReasoning(Utf8JsonWriter json, ChatExchange exchange, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteString("id", $"rs_{exchange.Answer.Id}");
        json.WriteString("type", "reasoning");
        json.WriteStartArray("summary");
        if (isWhole && exchange.Answer.HasShownReasoning)
        {
            WritePart(json, "summary_text", exchange.Answer.ReasoningText);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteMessage(Utf8JsonWriter json, ChatExchange exchange, string status)
    {
        json.WriteStartObject();
        json.WriteString("id", $"msg_{exchange.Answer.Id}");
        json.WriteString("type", "message");
        json.WriteString("status", status);
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        if (status != "in_progress")
        {
            WritePart(json, "output_text", exchange.Answer.FullText);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteCall(Utf8JsonWriter json, ToolCall call, string status)
    {
        json.WriteStartObject();
        json.WriteString("id", $"fc_{call.Id}");
        json.WriteString("type", "function_call");
        json.WriteString("status", status);
        json.WriteString("call_id", $"call_{call.Id}");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", status == "in_progress" ? "" : call.Json);
        json.WriteEndObject();
    }

    public static void WritePart(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
        if (type == "output_text")
        {
            json.WriteStartArray("annotations");
            json.WriteEndArray();
            json.WriteStartArray("logprobs");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter json, ChatExchange exchange, string status)
    {
        if (exchange.Answer.Reasoning.Count > 0)
        {
            WriteReasoning(json, exchange, isWhole: true);
        }

        if (exchange.Answer.Call is { } call)
        {
            WriteCall(json, call, status);
        }
        else
        {
            WriteMessage(json, exchange, status);
        }
    }

    private static void WriteUsage(Utf8JsonWriter json, ChatUsage usage)
    {
        json.WriteStartObject();
        json.WriteNumber("input_tokens", usage.Prompt);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", usage.Cached);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", usage.Output);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.Reasoning);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", usage.Total);
        json.WriteEndObject();
    }
}
