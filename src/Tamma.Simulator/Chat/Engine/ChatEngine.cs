using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Engine;

/// <summary>Makes up answers. The same model, prompt and seed give the same answer.</summary>
internal static class ChatEngine
{
    public static ChatAnswer Answer(ChatRequest request, WorldModel model, ChatBehaviour behaviour, PrefixCache cache, string id, DateTimeOffset now)
    {
        var dice = Dice.For(behaviour.Seed + (request.Seed ?? 0), $"{model.Id}\n{request.Prompt}");
        var most = request.MaxTokens is { } limit ? (int)Math.Clamp(limit, 0, 100_000) : 100_000;
        var reasoning = Prose.Write(dice, Math.Min(most, ThoughtOf(request, model, behaviour)));
        var tool = CalledBy(request);
        var output = tool is not null ? Words.Split(SchemaSample.Of(tool.Schema ?? default, dice))
            : request.Json ? Words.Split(request.Schema is { } schema ? SchemaSample.Of(schema, dice) : """{"answer": "heron"}""")
            : Prose.Write(dice, behaviour.Tokens ?? ChatBehaviour.DefaultTokens);
        var isCut = output.Count > most - reasoning.Count;
        output = isCut ? [.. output.Take(most - reasoning.Count)] : output;

        var prompt = Words.Count(request.Prompt);
        var (known, written) = behaviour.Cache && request.UsesCache ? cache.Meet(model.Id, request.Prompt) : (0, 0);
        return new()
        {
            Id = HexOf(id),
            Model = model.Id,
            Created = now,
            Reasoning = reasoning,
            ShowsReasoning = !request.HidesReasoning,
            Text = tool is null ? output : [],
            Call = tool is null ? null : new(HexOf(id + tool.Name), tool.Name, output),
            Finish = isCut ? Finish.Length : tool is null ? Finish.Stop : Finish.ToolCall,
            Usage = new(prompt, known, written, reasoning.Count + output.Count, reasoning.Count),
            TellsUsage = !behaviour.Has(ChatFaults.NoUsage),
        };
    }

    private static int ThoughtOf(ChatRequest request, WorldModel model, ChatBehaviour behaviour) =>
        request.Reasons == false ? 0
        : behaviour.ReasoningTokens ?? ((model.Reasoning ?? false) ? ChatBehaviour.DefaultReasoningTokens : 0);

    /// <summary>A tool is called when the request demands it, or when the last message speaks of a tool or names one.</summary>
    private static ChatTool? CalledBy(ChatRequest request)
    {
        if (request.Tools is [] || request.Choice == ToolChoice.None)
        {
            return null;
        }

        var last = request.Turns is [.., var turn] ? turn : null;
        var spoken = last is { IsToolResult: false } ? last.Text : "";
        var named = request.NamedTool is { } name
            ? request.Tools.FirstOrDefault(tool => tool.Name == name)
            : request.Tools.FirstOrDefault(tool => spoken.Contains(tool.Name, StringComparison.OrdinalIgnoreCase));
        return named
            ?? (request.Choice == ToolChoice.Required || spoken.Contains("tool", StringComparison.OrdinalIgnoreCase) ? request.Tools[0] : null);
    }

    private static string HexOf(string text)
    {
        var dice = Dice.For(0, text);
        return $"{dice.Next():x16}{dice.Next():x16}"[..24];
    }
}
