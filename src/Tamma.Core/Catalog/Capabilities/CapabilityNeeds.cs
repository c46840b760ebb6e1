using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>What somebody requires of a model: capabilities by name, and bounds on its figures.</summary>
public sealed record CapabilityNeeds
{
    public ImmutableArray<CapabilityDefinition> Required { get; init; } = [];

    /// <summary>Each <see cref="FieldCondition.AtLeast"/> or <see cref="FieldCondition.AtMost"/>.</summary>
    public ImmutableArray<FieldCondition> Limits { get; init; } = [];

    public int Count => Required.Length + Limits.Length;

    public CapabilityMatch Match(FieldSet values) => Match(values, FieldSet.Empty);

    /// <param name="values">The model's.</param>
    /// <param name="terms">Of the offer that it would be had through; they go before the model's.</param>
    public CapabilityMatch Match(FieldSet values, FieldSet terms)
    {
        var (satisfied, missing, unknown) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var capability in Required)
        {
            Put(capability.Name, capability.In(values));
        }

        foreach (var limit in Limits)
        {
            var known = terms[limit.Field] ?? values[limit.Field];
            Put(limit.Field.Path, known is null ? Support.Unknown : Supports.Of(limit.Holds(known.Value)));
        }

        return new(satisfied.ToImmutable(), missing.ToImmutable(), unknown.ToImmutable());

        void Put(string name, Support support) => (support switch { Support.Yes => satisfied, Support.No => missing, _ => unknown }).Add(name);
    }

    /// <summary>The best that one of the model's offers gives: no two of them are taken together.</summary>
    public CapabilityMatch Match(Model model, CatalogSnapshot snapshot)
    {
        CapabilityMatch? best = null;
        foreach (var offer in model.Offers)
        {
            if (snapshot.AccessOf(offer) is Access.Unverified or Access.Callable && Match(model.Values, offer.Terms) is var match && (best is null || match.IsBetterThan(best)))
            {
                best = match;
            }
        }

        return best ?? Match(model.Values);
    }
}

/// <summary>How far a model has what is required.</summary>
public sealed record CapabilityMatch(ImmutableArray<string> Satisfied, ImmutableArray<string> Missing, ImmutableArray<string> Unknown)
{
    public Support Compatible => Missing.Length > 0 ? Support.No : Unknown.Length > 0 ? Support.Unknown : Support.Yes;

    /// <summary>0 to 100: the share of what is satisfied, where an unknown counts half.</summary>
    public int Score => Satisfied.Length + Missing.Length + Unknown.Length is var all and > 0 ? ((200 * Satisfied.Length) + (100 * Unknown.Length)) / (2 * all) : 100;

    internal bool IsBetterThan(CapabilityMatch other) => (-Missing.Length, Score).CompareTo((-other.Missing.Length, other.Score)) > 0;
}
