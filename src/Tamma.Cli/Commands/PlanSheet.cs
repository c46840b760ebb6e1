using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>How an answer was found, for people.</summary>
internal static class PlanSheet
{
    /// <summary><c>plan: 5,276 models; cost.input&lt;1 (455) leaves 400; tool_call (3,120) leaves 371</c>, then a line for each word.</summary>
    public static IEnumerable<string> Lines(SearchPlanResponse plan)
    {
        var steps = plan.Steps.Select(step => $"; {step.Condition} ({Figures.Count(step.Count)}) leaves {Figures.Count(step.Left)}");
        yield return $"plan: {Figures.Models(plan.Models)}{string.Concat(steps)}; {Way(plan.Way)}";
        foreach (var term in plan.Terms)
        {
            var others = term.Terms > term.Examples.Count ? $" and {Figures.Count(term.Terms - term.Examples.Count)} more" : "";
            yield return $"plan: \"{term.Text}\" is {string.Join(", ", term.Examples)}{others}: {Figures.Count(term.Postings)} postings, {Figures.Models(term.Models)}";
        }
    }

    private static string Way(string way) => way switch
    {
        "ordered" => "read in the order made with the index",
        "ranked_with_misses" => "ranked, and what misses something too",
        _ => way,
    };
}
