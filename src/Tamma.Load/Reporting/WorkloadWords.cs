using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Samples;
using Tamma.Client.Benchmarks;
using Tamma.Load.Prompts;

namespace Tamma.Load.Reporting;

/// <summary>What was asked, beside what the server counted of it.</summary>
internal static class WorkloadWords
{
    /// <summary>Percent by which two counts may differ without a word.</summary>
    private const double Tolerance = 5;

    /// <summary>Tokens with which a server frames a conversation; OpenAI's chats take 7 for one message (openai-cookbook, "How to count tokens").</summary>
    private const double Frame = 16;

    /// <summary>Of the prompt tokens: less is a frame that all requests have.</summary>
    private const double NoticedCache = 0.05;

    public static LoadWorkloadResponse Of(LoadWorkload asked, Bodies bodies, IEnumerable<Sample> samples, LoadReport report) => Of(
        asked,
        bodies,
        samples.Where(sample => sample.Outcome is RequestOutcome.Ok && report.Window.Counts(sample)).Select(sample => (sample.Index, SampleFigures.Of(sample).Usage?.Input)),
        report.CachedShare);

    /// <param name="inputs">Of each good answer: its request, and the input as the server counted.</param>
    /// <param name="cached">Share of the input that came from a cache, as the server says.</param>
    public static LoadWorkloadResponse Of(LoadWorkload asked, Bodies bodies, IEnumerable<(int Index, long? Counted)> inputs, double? cached)
    {
        var counted = inputs.Where(input => input.Counted is not null).Select(input => (Wished: bodies.FormOf(input.Index).InputTokens, input.Counted)).ToList();
        double? mean = counted.Count > 0 ? counted.Average(pair => (double)pair.Counted!.Value) : null;
        double? wished = counted.Count > 0 ? counted.Average(pair => (double)pair.Wished) : null;
        var tools = Math.Max(asked.Tools?.Count ?? 0, asked.Prompts?.Max(prompt => prompt.Tools?.Count ?? 0) ?? 0);
        var said = new LoadWorkloadResponse
        {
            Tokenizer = bodies.Tokenizer,
            Estimated = bodies.IsEstimated,
            Input = Length(bodies.Forms.Select(form => form.InputTokens)),
            Output = Length(bodies.Forms.Select(form => form.OutputTokens)),
            Forms = bodies.Forms.Count,
            Unique = bodies.Forms[0].Marks > 0,
            SharedPrefixTokens = asked.SharedPrefixTokens > 0 ? asked.SharedPrefixTokens : null,
            OwnPrompts = asked.Prompts?.Count,
            Tools = tools > 0 ? tools : null,
            InputCounted = mean,
            InputDifference = mean is { } server && wished is > 0 and var own ? ((server / own) - 1) * 100 : null,
        };
        return said with { Notes = [.. Notes(said, wished, cached)] };
    }

    private static LoadLengthResponse Length(IEnumerable<int> lengths)
    {
        var all = lengths.ToList();
        return new() { Mean = all.Average(), Min = all.Min(), Max = all.Max() };
    }

    private static IEnumerable<string> Notes(LoadWorkloadResponse said, double? wished, double? cached)
    {
        if (said is { InputCounted: { } counted, InputDifference: { } difference } && Math.Abs(difference) > Tolerance && Math.Abs(counted - wished!.Value) > Frame)
        {
            yield return FormattableString.Invariant($"The server counted {Math.Abs(difference):0.#} % {(difference > 0 ? "more" : "fewer")} input tokens than were wished ({counted:0.#} in place of {wished:0.#} a request): {Why(said)}.");
        }

        if (cached > NoticedCache && said.SharedPrefixTokens is null)
        {
            yield return FormattableString.Invariant($"{cached:0%} of the prompt tokens came from a cache: {(said.Unique ? "the same seed was asked before, or what stands before the first message is kept (tools, the server's own prompt)" : "prompts of your own are sent as they are; unique puts a mark before each")}.");
        }
    }

    private static string Why(LoadWorkloadResponse said) => said switch
    {
        { Tools: not null } => "it counts the tools too",
        { Estimated: true } => "lengths were estimated at four characters a token; name the tokenizer, or wish for as many more or fewer",
        _ => "another tokenizer, or a prompt of its own before yours",
    };
}
