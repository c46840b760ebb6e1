using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Chunks of generateContent; each has the form of a whole answer.</summary>
internal sealed class GeminiChunks : IChatWire
{
    public void Read(JsonElement root, string name, ChatDraft draft)
    {
        draft.Start(root.Text("modelVersion"u8), root.Text("responseId"u8));
        var isKnown = root.Member("candidates"u8) is not null || root.Member("promptFeedback"u8) is not null;
        foreach (var candidate in root.Items("candidates"u8))
        {
            if (candidate.Index("index"u8) is > 0 and var other)
            {
                draft.Unknown($"candidate {other}");
                continue;
            }

            foreach (var part in candidate.Object("content"u8)?.Items("parts"u8) ?? [])
            {
                Part(part, draft);
            }

            draft.Finish(candidate.Text("finishReason"u8));
        }

        // A prompt that is refused has no candidate.
        draft.Finish(root.Object("promptFeedback"u8)?.Text("blockReason"u8), ChatFinish.Refused);
        if (root.Object("usageMetadata"u8) is { } usage)
        {
            isKnown = true;
            draft.Count(Usage(usage));
        }

        if (root.Amount("cost"u8) is { } cost)
        {
            isKnown = true;
            draft.Cost(cost);
        }

        if (!isKnown && draft.ErrorIn(root) is null)
        {
            draft.Unknown("frame without candidates");
        }
    }

    private static void Part(JsonElement part, ChatDraft draft)
    {
        if (part.Member("text"u8) is not null)
        {
            draft.Text(part.Text("text"u8), part.Member("thought"u8) is { ValueKind: JsonValueKind.True } ? ChatPartKind.Reasoning : ChatPartKind.Text);
        }
        else if (part.Object("functionCall"u8) is { } call)
        {
            var index = draft.NextCall;
            draft.Call(index, call.Text("name"u8), call.Text("id"u8));
            draft.Text(call.Object("args"u8)?.Raw(), ChatPartKind.ToolArguments, index);
        }
        else if (part.Member("thoughtSignature"u8) is null)
        {
            draft.Unknown($"part {(part.ValueKind is JsonValueKind.Object ? part.EnumerateObject().Select(member => member.Name).FirstOrDefault() : null)}");
        }
    }

    /// <summary>Zeros are left out: an answer that was all thought has no candidates' count. What tools read is beside the prompt.</summary>
    private static ChatUsage Usage(JsonElement usage)
    {
        var (prompt, tools) = (usage.Count("promptTokenCount"u8), usage.Count("toolUsePromptTokenCount"u8));
        var (candidates, thoughts) = (usage.Count("candidatesTokenCount"u8), usage.Count("thoughtsTokenCount"u8));
        return new()
        {
            Input = prompt is null ? tools : prompt + (tools ?? 0),
            CachedInput = usage.Count("cachedContentTokenCount"u8),
            Output = candidates is null ? thoughts : candidates + (thoughts ?? 0),
            Reasoning = thoughts,
            Raw = usage.Raw(),
        };
    }
}
