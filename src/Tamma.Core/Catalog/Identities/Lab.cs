using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>Who makes models, and how others spell it.</summary>
/// <param name="Id">As models.dev names it in canonical ids: <c>zhipuai</c>, <c>xai</c>.</param>
/// <param name="Providers">Provider ids under which the lab itself sells: what they list, unless it is another lab's, is a model of its own.</param>
/// <param name="Prefixes">What stands before its models at others, lower case: <c>meta-llama/</c>, <c>anthropic.</c>, <c>zai-org-</c>.</param>
/// <param name="Families">First words of its product lines; they keep a lab that resells from being taken for the maker.</param>
public sealed record Lab(string Id, ImmutableArray<string> Providers, ImmutableArray<string> Prefixes, ImmutableArray<string> Families);
