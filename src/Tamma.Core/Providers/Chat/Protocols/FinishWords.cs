namespace Tamma.Providers.Chat.Protocols;

/// <summary>The providers' words for why an answer ended. No word means two things, so one table serves all.</summary>
internal static class FinishWords
{
    public static ChatFinish Of(string raw) => raw switch
    {
        "stop" or "STOP" or "end_turn" or "stop_sequence" or "completed" or "eos" => ChatFinish.Stop,
        "length" or "MAX_TOKENS" or "max_tokens" or "max_output_tokens" or "model_length" or "model_context_window_exceeded" => ChatFinish.Length,
        "tool_calls" or "tool_use" or "function_call" => ChatFinish.ToolCalls,
        "content_filter" or "refusal" or "sensitive" or "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "LANGUAGE" or "IMAGE_SAFETY" => ChatFinish.Refused,
        "pause_turn" => ChatFinish.Paused,
        "error" or "failed" or "network_error" or "insufficient_system_resource" or "MALFORMED_FUNCTION_CALL" => ChatFinish.Failed,
        _ => ChatFinish.Other,
    };
}
