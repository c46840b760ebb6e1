using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Chunks of chat completions, and the whole answer, which says <c>message</c> in place of <c>delta</c>.</summary>
internal sealed class OpenAiChunks : IChatWire
{
    private const double TicksInMillisecond = TimeSpan.TicksPerMillisecond;

    private readonly Dictionary<string, int> _unnumbered = new(StringComparer.Ordinal);
    private int _lastCall;

    public void Read(JsonElement root, string name, ChatDraft draft)
    {
        draft.Start(root.Text("model"u8), root.Text("id"u8));
        var isKnown = root.Member("choices"u8) is not null;
        foreach (var choice in root.Items("choices"u8))
        {
            // One answer was asked for; a second one is not mixed into it.
            if (choice.Index("index"u8) is > 0 and var other)
            {
                draft.Unknown($"choice {other}");
                continue;
            }

            Choice(choice, draft);
        }

        if (root.Object("usage"u8) is { } usage)
        {
            isKnown = true;
            draft.Count(OpenAiUsage.Of(usage) with { Timings = Timings(root) });
        }

        // OpenCode Zen's last frame, behind [DONE]; in a whole answer it stands beside the usage.
        if (root.Amount("cost"u8) is { } cost)
        {
            isKnown = true;
            draft.Cost(cost);
        }

        if (!isKnown && draft.ErrorIn(root) is null && name != "ping")
        {
            draft.Unknown(name is "" ? root.Text("object"u8) ?? "frame without choices" : name);
        }
    }

    private void Choice(JsonElement choice, ChatDraft draft)
    {
        var delta = choice.Object("delta"u8) ?? choice.Object("message"u8) ?? default;
        Reasoning(delta, draft);
        Content(delta, draft);
        draft.Text(delta.Text("refusal"u8), ChatPartKind.Text);
        foreach (var call in delta.Items("tool_calls"u8))
        {
            ToolCall(call, draft);
        }

        if (delta.Object("function_call"u8) is { } function)
        {
            Function(function, 0, null, draft);
        }

        if (choice.Object("error"u8) is { } error)
        {
            draft.Fail(error);
        }

        draft.Finish(choice.Text("finish_reason"u8));
        if (choice.Object("usage"u8) is { } usage)
        {
            draft.Count(OpenAiUsage.Of(usage));
        }
    }

    /// <summary>
    /// Servers that say it under several names say the same twice (OpenRouter: <c>reasoning</c> and <c>reasoning_details</c>), so the
    /// first counts.
    /// </summary>
    private static void Reasoning(JsonElement delta, ChatDraft draft)
    {
        if ((delta.Text("reasoning_content"u8) ?? delta.Text("reasoning"u8) ?? delta.Text("reasoning_text"u8)) is { } text)
        {
            draft.Text(text, ChatPartKind.Reasoning);
            return;
        }

        foreach (var detail in delta.Items("reasoning_details"u8))
        {
            draft.Text(detail.Text("text"u8) ?? detail.Text("summary"u8), ChatPartKind.Reasoning);
        }
    }

    /// <summary>A text, or a list of parts (Mistral's reasoning models).</summary>
    private static void Content(JsonElement delta, ChatDraft draft)
    {
        draft.Text(delta.Text("content"u8), ChatPartKind.Text);
        foreach (var part in delta.Items("content"u8))
        {
            switch (part.Text("type"u8))
            {
                case "text":
                    draft.Text(part.Text("text"u8), ChatPartKind.Text);
                    break;
                case "thinking":
                    draft.Text(part.Text("thinking"u8), ChatPartKind.Reasoning);
                    foreach (var inner in part.Items("thinking"u8))
                    {
                        draft.Text(inner.Text("text"u8), ChatPartKind.Reasoning);
                    }

                    break;
                case var type:
                    draft.Unknown($"content part {type}");
                    break;
            }
        }
    }

    /// <summary>Some servers leave the index out; the id tells the calls apart then, and a piece without one continues the last.</summary>
    private void ToolCall(JsonElement call, ChatDraft draft)
    {
        var id = call.Text("id"u8);
        if (call.Index("index"u8) is { } index)
        {
            _lastCall = index;
        }
        else if (id is not null && !_unnumbered.TryGetValue(id, out _lastCall))
        {
            _lastCall = draft.NextCall;
            _unnumbered[id] = _lastCall;
        }

        if (call.Object("function"u8) is { } function)
        {
            Function(function, _lastCall, id, draft);
        }
    }

    private static void Function(JsonElement function, int index, string? id, ChatDraft draft)
    {
        draft.Call(index, function.Text("name"u8), id);
        draft.Text(function.Text("arguments"u8) ?? function.Object("arguments"u8)?.Raw(), ChatPartKind.ToolArguments, index);
    }

    /// <summary>llama.cpp's own.</summary>
    private static ChatTimings? Timings(JsonElement root) =>
        root.Object("timings"u8) is { } timings
            ? new(null, timings.Duration("prompt_ms"u8, TicksInMillisecond), timings.Duration("predicted_ms"u8, TicksInMillisecond), null)
            : null;
}
