using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Shapes;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Server.Benching;

/// <summary>A workload on the wire ↔ a workload of a plan.</summary>
internal static class Workloads
{
    private static readonly JsonElement s_nothing = JsonElement.Parse("""{"type":"object","properties":{}}""");

    /// <returns>Either the workload, or what is wrong and what to do.</returns>
    public static (Workload? Workload, string? Mistake) Read(LoadWorkload wire)
    {
        var (input, inputMistake) = Lengths(wire.InputLengths, wire.InputTokens ?? LoadWorkload.UsualTokens);
        var (output, outputMistake) = Lengths(wire.OutputLengths, wire.OutputTokens ?? LoadWorkload.UsualTokens);
        if ((inputMistake ?? outputMistake) is { } mistake)
        {
            return (null, mistake);
        }

        if (wire.Prompts is [] || wire.Prompts?.Any(prompt => prompt is not { Prompt.Length: > 0 } and not { Messages.Count: > 0 }) is true)
        {
            return (null, "Each prompt holds a text under prompt, or messages; and there is at least one.");
        }

        return (
            new()
            {
                Input = input!,
                Output = output!,
                Tokenizer = wire.Tokenizer,
                SharedPrefixTokens = wire.SharedPrefixTokens,
                Prompts = [.. (wire.Prompts ?? []).Select(Own)],
                IsUnique = wire.Unique,
                Tools = Tools(wire.Tools ?? []),
            },
            null);
    }

    public static LoadWorkload Write(Workload workload) => new()
    {
        InputLengths = workload.Input.ToString(),
        OutputLengths = workload.Output.ToString(),
        Tokenizer = workload.Tokenizer,
        SharedPrefixTokens = workload.SharedPrefixTokens,
        Prompts = workload.Prompts.IsEmpty ? null : [.. workload.Prompts.Select(Wire)],
        Unique = workload.IsUnique,
        Tools = workload.Tools.IsEmpty ? null : Wire(workload.Tools),
    };

    private static (Lengths? Lengths, string? Mistake) Lengths(string? text, int tokens) =>
        text is not null ? LengthsText.Read(text)
        : tokens is < 1 or > PlanRules.MostTokens ? (null, $"Lengths are between 1 and {PlanRules.MostTokens} tokens.")
        : (new Lengths.Fixed(tokens), null);

    private static OwnPrompt Own(LoadPrompt prompt) => new(
        prompt.Messages is { Count: > 0 } messages ? [.. messages.Select(message => new ChatMessage(Role(message.Role), message.Content))] : [new(ChatRole.User, prompt.Prompt!)],
        prompt.MaxTokens,
        prompt.Tools is { } tools ? Tools(tools) : null);

    private static LoadPrompt Wire(OwnPrompt prompt) => new()
    {
        Messages = [.. prompt.Messages.Select(message => new LoadMessage { Role = message.Role switch { ChatRole.System => "system", ChatRole.Assistant => "assistant", _ => "user" }, Content = message.Text })],
        MaxTokens = prompt.MaxTokens,
        Tools = prompt.Tools is { } tools ? Wire(tools) : null,
    };

    private static ImmutableArray<ChatTool> Tools(IReadOnlyList<LoadTool> tools) => [.. tools.Select(tool => new ChatTool(tool.Name, tool.Description, tool.Parameters ?? s_nothing, tool.Strict))];

    private static List<LoadTool> Wire(ImmutableArray<ChatTool> tools) => [.. tools.Select(tool => new LoadTool { Name = tool.Name, Description = tool.Description, Parameters = tool.Parameters, Strict = tool.IsStrict })];

    private static ChatRole Role(string name) => name switch { "system" => ChatRole.System, "assistant" => ChatRole.Assistant, _ => ChatRole.User };
}
