using Tamma.Benchmarks.Shapes;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Prompts;
using Tamma.Load.Prompts;

namespace Tamma.Load;

/// <summary>Whether a workload can be made.</summary>
internal static class WorkloadCheck
{
    /// <returns>What is wrong and what to do; null for one that can be made.</returns>
    public static string? Mistake(LoadWorkload workload) => workload switch
    {
        { InputTokens: < 1 or > Lengths.Most } or { OutputTokens: < 1 or > Lengths.Most } or { SharedPrefixTokens: < 0 or > Lengths.Most } => $"Lengths are between 1 and {Lengths.Most} tokens.",
        { Tokenizer: not (null or Tokens.O200k or Tokens.Cl100k or Tokens.Estimate) } => $"'{workload.Tokenizer}' is no tokenizer; take o200k, cl100k or estimate, or leave it out.",
        { Prompts.Count: 0 } => "The list of prompts is empty.",
        { Prompts.Count: > PromptRules.MostPrompts } => $"There are more than {PromptRules.MostPrompts} prompts; take fewer, they are asked again from the first.",
        { Prompts: not null, SharedPrefixTokens: > 0 } => "A shared prefix stands before made prompts only; write it into your own.",
        { Prompts: null, Unique: true } => "Made prompts are unique by themselves; unique is for prompts of your own.",
        _ => (workload.InputLengths is { } input ? Of("Input", input) : null)
            ?? (workload.OutputLengths is { } output ? Of("Output", output) : null)
            ?? (workload.Tools is { } tools && PromptRules.Mistake(tools) is { } tool ? $"Tools: {tool}." : null)
            ?? (workload.Prompts is { } prompts ? Of(prompts) : null),
    };

    private static string? Of(string what, string lengths) => LengthsText.Read(lengths).Mistake is { } mistake ? $"{what} tokens: {mistake}" : null;

    private static string? Of(IReadOnlyList<LoadPrompt> prompts)
    {
        var characters = 0L;
        for (var i = 0; i < prompts.Count; i++)
        {
            if (PromptRules.Mistake(prompts[i]) is { } mistake)
            {
                return $"Prompt {i + 1}: {mistake}.";
            }

            characters += LoadWords.Characters(prompts[i]);
        }

        return characters > PromptRules.MostCharacters ? $"The prompts have more than {PromptRules.MostCharacters >> 20} Mi characters together; take fewer or shorter ones." : null;
    }
}
