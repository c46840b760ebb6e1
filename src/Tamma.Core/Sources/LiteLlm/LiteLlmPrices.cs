using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;
using Tamma.Providers.Wire;

namespace Tamma.Sources.LiteLlm;

/// <summary>LiteLLM's price map, <c>model_prices_and_context_window.json</c>: <c>{"KEY": row}</c>, one flat object with prices in dollars for one token.</summary>
internal static class LiteLlmPrices
{
    private const string Specification = "sample_spec";
    private const string NoProvider = "row_without_provider_is_no_model";
    private const string Twice = "model_named_twice";

    /// <summary>Its members are named by models; nothing in it is a secret.</summary>
    private static readonly RedactionRules s_rules = new([], rootIsMap: true, mapsAt: 0);

    public static ReferenceSourceType Type { get; } = new(
        SourceId.LiteLlm,
        "LiteLLM's price map: prices of all kinds, limits, abilities and end dates of models at many providers.",
        (options, services) => new DocumentListing(
            new() { Id = options.Id }, options, services.GetRequiredService<JsonFetch>(), services.GetRequiredService<MyProviders>(), s_rules, Read))
    { Map = LiteLlmMembers.Map };

    public static void Read(Document document, ListingScope scope, MyProviders mine, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (json.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw Required.Malformed("the answer is no object of models");
        }

        var row = new WireRow(LiteLlmMembers.Map, draft);
        var named = 0;
        foreach (var entry in json.RootElement.EnumerateObject().Where(entry => entry.Name != Specification))
        {
            if (entry.Value.ValueKind is not JsonValueKind.Object)
            {
                throw Required.Malformed("a model in the answer is no object");
            }

            if (Leaves.Text(Leaves.At(entry.Value, "litellm_provider")) is not { } stated)
            {
                draft.Apply(NoProvider);
                continue;
            }

            named++;
            var key = LiteLlmProviders.KeyOf(Required.Id(entry.Name), stated);
            if (Required.IsReserved(key.Provider))
            {
                draft.Apply(Required.ReservedProvider);
            }
            else if (!mine.Keep(key.Provider, scope))
            {
                draft.NotKept.Add(key.Provider);
            }
            else
            {
                Add(new() { Source = SourceId.LiteLlm, Key = key, Kind = ClaimKind.Reference, SourceRef = entry.Name, Values = row.Read(entry.Value), Slice = Slices.Of(document, entry.Value), FirstSeen = document.ReceivedAt }, draft);
            }
        }

        // It has had thousands for years: without any it is another document, or an answer that went wrong.
        if (named == 0)
        {
            throw Required.Malformed("no entry of the answer names its litellm_provider");
        }
    }

    /// <summary>
    /// A bare name and one with the provider before it may be the same model; the longer one is a second way to it (another route of
    /// Bedrock, an older habit). The shorter is believed, whichever stands first in the file; that the other differs is counted.
    /// </summary>
    private static void Add(Claim claim, ListingDraft draft)
    {
        if (draft.Find(claim.Key) is not { } other)
        {
            draft.Replace(claim);
            return;
        }

        draft.Apply(claim.Values.Equals(other.Values) ? Twice : Twice + "_differs");
        if (Compare(claim.SourceRef, other.SourceRef) < 0)
        {
            draft.Replace(claim);
        }
    }

    private static int Compare(string a, string b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);
}
