using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Lines of Ollama's chat; the last has <c>done</c> and what was counted.</summary>
internal sealed class OllamaLines : IChatWire
{
    private const double TicksInNanosecond = 0.01;

    private static readonly string[] s_counters =
        ["total_duration", "load_duration", "prompt_eval_count", "prompt_eval_duration", "eval_count", "eval_duration"];

    public void Read(JsonElement root, string name, ChatDraft draft)
    {
        draft.Start(root.Text("model"u8), null);
        var message = root.Object("message"u8);
        if (message is { } said)
        {
            draft.Text(said.Text("thinking"u8), ChatPartKind.Reasoning);
            draft.Text(said.Text("content"u8), ChatPartKind.Text);
            foreach (var function in said.Items("tool_calls"u8).Select(call => call.Object("function"u8)).OfType<JsonElement>())
            {
                // Its own index starts anew in each line, so it tells nothing.
                var index = draft.NextCall;
                draft.Call(index, function.Text("name"u8), null);
                draft.Text(function.Object("arguments"u8)?.Raw(), ChatPartKind.ToolArguments, index);
            }
        }

        if (root.Member("done"u8) is { ValueKind: JsonValueKind.True })
        {
            Count(root, draft);

            // Servers before 0.1.34 give no reason.
            draft.Finish(root.Text("done_reason"u8) ?? "done", draft.HasCalls && root.Text("done_reason"u8) is "stop" ? ChatFinish.ToolCalls : null);
        }
        else if (message is null && draft.ErrorIn(root) is null)
        {
            draft.Unknown("line without message");
        }
    }

    private static void Count(JsonElement root, ChatDraft draft)
    {
        var counters = s_counters.Where(counter => root.TryGetProperty(counter, out _)).ToList();
        if (counters is [])
        {
            return;
        }

        draft.Count(new()
        {
            Input = root.Count("prompt_eval_count"u8),
            Output = root.Count("eval_count"u8),
            Timings = new(
                root.Duration("load_duration"u8, TicksInNanosecond),
                root.Duration("prompt_eval_duration"u8, TicksInNanosecond),
                root.Duration("eval_duration"u8, TicksInNanosecond),
                root.Duration("total_duration"u8, TicksInNanosecond)),
            Raw = $"{{{string.Join(',', counters.Select(counter => $"\"{counter}\":{root.GetProperty(counter).Raw()}"))}}}",
        });
    }
}
