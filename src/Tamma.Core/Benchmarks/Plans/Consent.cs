using System.Collections.Immutable;
using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Pricing;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Plans;

/// <summary>What a plan may cost before it has begun, and whether somebody said yes to that. Pure.</summary>
/// <param name="WorstCost">US dollars that <paramref name="MostRequests"/> requests cannot pass at today's prices; 0 where it is free, null where no price is known.</param>
/// <param name="MostRequests">No more are sent; null where nothing bounds them but the plan.</param>
/// <param name="Code">Why it is refused, as <see cref="Running.BenchmarkRefusedException.Code"/>; null for a plan that may run.</param>
/// <param name="Sentence">The same in words, with what to do.</param>
public sealed record Consent(decimal? WorstCost, int? MostRequests, string? Code = null, string? Sentence = null)
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// Tokens of a made prompt are estimated; no tokenizer that is known makes more than twice as many of everyday English words, and what servers put around a prompt is
    /// shorter than this.
    /// </summary>
    private const int Around = 100;

    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_output = FieldRegistry.Models["cost.output"];
    private static readonly Field s_reasoning = FieldRegistry.Models["cost.reasoning"];
    private static readonly Field s_cacheWrite = FieldRegistry.Models["cost.cache_write"];
    private static readonly Field s_request = FieldRegistry.Models["cost.request"];

    /// <param name="plan">Of this model.</param>
    /// <param name="model">As the catalogue has it now.</param>
    /// <param name="offer">Through which it is asked.</param>
    /// <param name="isLocal">Whether the connection is a server of one's own.</param>
    /// <param name="pricing">What is known of the model's price.</param>
    public static Consent Of(BenchmarkPlan plan, Model model, Offer offer, bool isLocal, PricingStatus pricing)
    {
        if (isLocal || pricing is PricingStatus.Free)
        {
            return new(0, null);
        }

        if (pricing is PricingStatus.Subscription)
        {
            return plan.UsesQuota ? new(null, null) : new(null, null, "needs_quota", $"{model.Key} is paid by a plan, and a run uses up what that includes. Allow it: --use-quota.");
        }

        var tokens = WorstTokens(plan.Workload);
        if (Price(model, offer, s_input) is not { } input || Price(model, offer, s_output) is not { } output)
        {
            return Unpriced(plan, model.Key, tokens.Input + tokens.Output);
        }

        input = Math.Max(input, Price(model, offer, s_cacheWrite) ?? 0);
        output = Math.Max(output, Price(model, offer, s_reasoning) ?? 0);
        var each = (((tokens.Input * input) + (tokens.Output * output)) / Million) + (Price(model, offer, s_request) ?? 0);
        if (plan.Budget is not { } budget)
        {
            return new(each * plan.Requests, null, "needs_budget", Asked(model.Key, each, plan.Requests));
        }

        // By count alone a plan ends where it says; by time, where the money does. The warm-up is paid too.
        var affordable = each > 0 ? (int)Math.Min(int.MaxValue, Math.Floor(budget / each)) : int.MaxValue;
        if (affordable < 1 || (plan.Requests > affordable && plan.Length is null))
        {
            return new(each * plan.Requests, null, "over_budget", Over(model.Key, each, plan.Requests, budget));
        }

        var most = plan is { Requests: { } requests, Warmup.Ticks: 0 } ? Math.Min(requests, affordable) : affordable;
        return new(each * most, most);
    }

    private static Consent Unpriced(BenchmarkPlan plan, ModelKey key, long each)
    {
        if (plan.TokenCap is not { } cap)
        {
            return new(null, null, "price_unknown", $"Nobody states what {key} costs, so no budget can be kept. Allow a number of tokens instead: --token-cap {each * (plan.Requests ?? 30)}.");
        }

        return cap / each is >= 1 and var requests ? new(null, (int)Math.Min(int.MaxValue, requests))
            : new(null, null, "over_budget", $"One request to {key} may take {each} tokens, more than the cap of {cap}.");
    }

    /// <summary>In and out, of one request.</summary>
    private static (long Input, long Output) WorstTokens(Workload workload)
    {
        // A token is never shorter than a byte.
        var made = 2L * (workload.Input.Longest + workload.SharedPrefixTokens);
        var input = workload.Prompts.IsEmpty ? made + Bytes(workload.Tools) : workload.Prompts.Max(prompt => prompt.Messages.Sum(message => Bytes(message.Text)) + Bytes(prompt.Tools ?? workload.Tools));
        return (input + Around, workload.Prompts.Select(prompt => prompt.MaxTokens ?? 0).Append(workload.Output.Longest).Max());
    }

    private static long Bytes(ImmutableArray<ChatTool> tools) => tools.Sum(tool => Bytes(tool.Name) + Bytes(tool.Description ?? "") + Bytes(tool.Parameters.GetRawText()) + Around);

    private static long Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static string Asked(ModelKey key, decimal each, int? requests) => requests is { } count
        ? FormattableString.Invariant($"{key} costs money: {count} requests at most ${each * count:0.####}. Allow it: --budget {each * count:0.####}.")
        : FormattableString.Invariant($"{key} costs money: each request at most ${each:0.######}. Say how much it may cost: --budget, in dollars; no more requests are sent than that pays.");

    private static string Over(ModelKey key, decimal each, int? requests, decimal budget) => requests is { } count
        ? FormattableString.Invariant($"{count} requests to {key} may cost ${each * count:0.####}, more than the budget of ${budget:0.####}. Take fewer requests or shorter answers, or a higher budget.")
        : FormattableString.Invariant($"One request to {key} may cost ${each:0.######}, more than the budget of ${budget:0.####}.");

    /// <summary>The account's own price before the model's.</summary>
    private static decimal? Price(Model model, Offer offer, Field field) =>
        offer.Terms.TryGet(field, out var own) ? own.AsNumber() : model.Values.TryGet(field, out var price) ? price.AsNumber() : null;
}
