using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Events of Messages, and the whole message.</summary>
internal sealed class AnthropicEvents : IChatWire
{
    private (long? Plain, long? Read, long? Written, long? Output, long? Thinking) _counted;

    public void Read(JsonElement root, string name, ChatDraft draft)
    {
        var type = root.Text("type"u8) ?? name;
        switch (type)
        {
            case "message_start":
                var message = root.Object("message"u8) ?? default;
                draft.Start(message.Text("model"u8), message.Text("id"u8));
                Count(message, draft);
                break;
            case "content_block_start":
                BlockStart(root, draft);
                break;
            case "content_block_delta":
                Delta(root, draft);
                break;
            case "message_delta":
                Count(root, draft);
                draft.Finish(root.Object("delta"u8)?.Text("stop_reason"u8));
                break;
            case "message_stop":
                draft.End();
                break;
            case "message":
                Whole(root, draft);
                break;
            case "ping" or "content_block_stop" or "error":
                break;
            default:
                draft.Unknown(type is "" ? "frame without type" : type);
                break;
        }

        // OpenCode Zen's: in a ping behind the end, or in the whole message.
        if (root.Amount("cost"u8) is { } cost)
        {
            draft.Cost(cost);
        }
    }

    private static void BlockStart(JsonElement root, ChatDraft draft)
    {
        var block = root.Object("content_block"u8) ?? default;
        switch (block.Text("type"u8))
        {
            case "tool_use" or "server_tool_use":
                draft.Call(root.Index("index"u8) ?? draft.NextCall, block.Text("name"u8), block.Text("id"u8));
                break;
            case "text" or "thinking":
                draft.Text(block.Text("thinking"u8), ChatPartKind.Reasoning);
                draft.Text(block.Text("text"u8), ChatPartKind.Text);
                break;
            case "redacted_thinking":
                break;
            case var type:
                draft.Unknown($"content block {type}");
                break;
        }
    }

    private static void Delta(JsonElement root, ChatDraft draft)
    {
        var delta = root.Object("delta"u8) ?? default;
        switch (delta.Text("type"u8))
        {
            case "text_delta":
                draft.Text(delta.Text("text"u8), ChatPartKind.Text);
                break;
            case "thinking_delta":
                draft.Text(delta.Text("thinking"u8), ChatPartKind.Reasoning);
                break;
            case "input_json_delta":
                draft.Text(delta.Text("partial_json"u8), ChatPartKind.ToolArguments, root.Index("index"u8));
                break;
            case "signature_delta" or "citations_delta":
                break;
            case var type:
                draft.Unknown($"delta {type}");
                break;
        }
    }

    private void Whole(JsonElement message, ChatDraft draft)
    {
        draft.Start(message.Text("model"u8), message.Text("id"u8));
        foreach (var (index, block) in message.Items("content"u8).Index())
        {
            switch (block.Text("type"u8))
            {
                case "text":
                    draft.Text(block.Text("text"u8), ChatPartKind.Text);
                    break;
                case "thinking":
                    draft.Text(block.Text("thinking"u8), ChatPartKind.Reasoning);
                    break;
                case "tool_use" or "server_tool_use":
                    draft.Call(index, block.Text("name"u8), block.Text("id"u8));
                    draft.Text(block.Object("input"u8)?.Raw(), ChatPartKind.ToolArguments, index);
                    break;
                case "redacted_thinking":
                    break;
                case var type:
                    draft.Unknown($"content block {type}");
                    break;
            }
        }

        Count(message, draft);
        draft.Finish(message.Text("stop_reason"u8));
    }

    /// <summary>Each count replaces the one before; those that the later event leaves out stand.</summary>
    private void Count(JsonElement parent, ChatDraft draft)
    {
        if (parent.Object("usage"u8) is not { } usage)
        {
            return;
        }

        _counted = (
            usage.Count("input_tokens"u8) ?? _counted.Plain,
            usage.Count("cache_read_input_tokens"u8) ?? _counted.Read,
            usage.Count("cache_creation_input_tokens"u8) ?? _counted.Written,
            usage.Count("output_tokens"u8) ?? _counted.Output,
            usage.Object("output_tokens_details"u8)?.Count("thinking_tokens"u8) ?? _counted.Thinking);
        draft.Count(new()
        {
            Input = _counted.Plain + (_counted.Read ?? 0) + (_counted.Written ?? 0),
            CachedInput = _counted.Read,
            CacheWrite = _counted.Written,
            Output = _counted.Output,
            Reasoning = _counted.Thinking,
            Cost = usage.Amount("cost"u8),
            Raw = usage.Raw(),
        });
    }
}
