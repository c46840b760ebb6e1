using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Events of Responses, and the whole response.</summary>
internal sealed class ResponsesEvents : IChatWire
{
    public void Read(JsonElement root, string name, ChatDraft draft)
    {
        var type = root.Text("type"u8) ?? (root.Text("object"u8) is "response" ? "response" : name);
        switch (type)
        {
            case "response.created" or "response.in_progress" or "response.queued":
                Start(root.Object("response"u8) ?? default, draft);
                break;
            case "response.output_text.delta" or "response.refusal.delta":
                draft.Text(root.Text("delta"u8), ChatPartKind.Text);
                break;
            case "response.reasoning_text.delta" or "response.reasoning_summary_text.delta":
                draft.Text(root.Text("delta"u8), ChatPartKind.Reasoning);
                break;
            case "response.function_call_arguments.delta" or "response.custom_tool_call_input.delta":
                draft.Text(root.Text("delta"u8), ChatPartKind.ToolArguments, root.Index("output_index"u8));
                break;
            case "response.output_item.added":
                Call(root.Object("item"u8) ?? default, root.Index("output_index"u8) ?? draft.NextCall, draft);
                break;
            case "response.completed" or "response.incomplete" or "response.failed":
                var ended = root.Object("response"u8) ?? default;
                if (ended.Object("error"u8) is { } error)
                {
                    draft.Fail(error);
                }

                End(ended, draft);
                break;
            case "response":
                Whole(root, draft);
                break;
            case "error" or "ping" or "keepalive":
                break;
            case var _ when IsRepeated(type):
                break;
            default:
                draft.Unknown(type is "" ? "frame without type" : type);
                break;
        }

        if (root.Amount("cost"u8) is { } cost)
        {
            draft.Cost(cost);
        }
    }

    /// <summary>Says again what its deltas said, or announces them.</summary>
    private static bool IsRepeated(string type) =>
        type.StartsWith("response.", StringComparison.Ordinal)
        && (type.EndsWith(".done", StringComparison.Ordinal) || type is "response.content_part.added" or "response.reasoning_summary_part.added");

    private static void Start(JsonElement response, ChatDraft draft) => draft.Start(response.Text("model"u8), response.Text("id"u8));

    private static void Call(JsonElement item, int index, ChatDraft draft)
    {
        if (item.Text("type"u8) is "function_call" or "custom_tool_call")
        {
            draft.Call(index, item.Text("name"u8), item.Text("call_id"u8) ?? item.Text("id"u8));
        }
    }

    private static void Whole(JsonElement response, ChatDraft draft)
    {
        Start(response, draft);
        foreach (var (index, item) in response.Items("output"u8).Index())
        {
            switch (item.Text("type"u8))
            {
                case "message":
                    foreach (var part in item.Items("content"u8))
                    {
                        draft.Text(part.Text("text"u8) ?? part.Text("refusal"u8), ChatPartKind.Text);
                    }

                    break;
                case "reasoning":
                    foreach (var part in item.Items("summary"u8).Concat(item.Items("content"u8)))
                    {
                        draft.Text(part.Text("text"u8), ChatPartKind.Reasoning);
                    }

                    break;
                case "function_call" or "custom_tool_call":
                    Call(item, index, draft);
                    draft.Text(item.Text("arguments"u8) ?? item.Text("input"u8), ChatPartKind.ToolArguments, index);
                    break;
                case var type:
                    draft.Unknown($"output {type}");
                    break;
            }
        }

        End(response, draft);
    }

    private static void End(JsonElement response, ChatDraft draft)
    {
        Start(response, draft);
        if (response.Object("usage"u8) is { } usage)
        {
            draft.Count(OpenAiUsage.Of(usage));
        }

        switch (response.Text("status"u8))
        {
            case "completed":
                draft.Finish("completed", draft.HasCalls ? ChatFinish.ToolCalls : ChatFinish.Stop);
                break;
            case "incomplete":
                draft.Finish(response.Object("incomplete_details"u8)?.Text("reason"u8) ?? "incomplete");
                break;
            case ("failed" or "cancelled") and var status:
                draft.Finish(status);
                break;
            default:
                break;
        }
    }
}
