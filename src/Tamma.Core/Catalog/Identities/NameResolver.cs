using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>What a name means: ids as they are written first, then what sources state, then spelling. The first that knows it decides.</summary>
internal sealed class NameResolver
{
    private readonly IdentityGraph _graph;
    private readonly NameMatcher _matcher;
    private readonly StatedNames _stated;
    private readonly FrozenDictionary<string, ImmutableArray<ModelKey>> _byId;
    private readonly FrozenDictionary<string, ImmutableArray<CanonicalModel>> _bySlug;

    public NameResolver(IdentityGraph graph, NameMatcher matcher, StatedNames stated)
    {
        (_graph, _matcher, _stated) = (graph, matcher, stated);
        _byId = graph.Snapshot.Models.Where(GraphBuilder.Stands).GroupBy(row => row.Key.Id, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Select(row => row.Key).ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
        _bySlug = graph.Models.GroupBy(model => model.Slug, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
    }

    public NameResolution Resolve(string name)
    {
        var text = name.Trim();
        if (text.Length is 0 or > NameReader.Longest)
        {
            return Unknown(name, []);
        }

        return Canonical(name, text) ?? Key(name, text) ?? Listed(name, text) ?? Stated(name, text) ?? Normalised(name, text);
    }

    /// <summary><c>lab/slug</c>, or a slug that one lab has.</summary>
    private NameResolution? Canonical(string name, string text)
    {
        if (_graph.Find(text) is { } model)
        {
            return Of(name, ResolutionKind.Exact, model, EdgeKind.Same, ListingsNamed(text), [], [new(IdentityRule.SameId, model.Id)]);
        }

        return _bySlug.GetValueOrDefault(text, []) switch
        {
            [] => null,
            [var one] => Of(name, ResolutionKind.Exact, one, EdgeKind.Same, ListingsNamed(text), [], [new(IdentityRule.SameId, one.Slug)]),
            var several => Ambiguous(name, ListingsNamed(text), several.Select(one => one.Id), [new(IdentityRule.SameId, text)]),
        };
    }

    /// <summary><c>provider/id</c>.</summary>
    private NameResolution? Key(string name, string text) =>
        ModelKey.TryParse(text, out var parsed) && _graph.Snapshot.Find(parsed) is { } row && GraphBuilder.Stands(row) && !row.Key.IsCanonical ? OfListing(name, row.Key) : null;

    /// <summary>An id that providers list it as. Where some of them are one model and the others nothing known, it is that model.</summary>
    private NameResolution? Listed(string name, string text)
    {
        if (_byId.GetValueOrDefault(text, []) is not { IsEmpty: false } keys)
        {
            return null;
        }

        var edges = keys.Select(_graph.Of).OfType<ListingEdge>().ToArray();
        edges = edges.Any(IsStatedPointer) ? Array.FindAll(edges, edge => !edge.Model.Reading.Latest) : edges;
        return edges.Select(edge => edge.Model).Distinct().ToArray() switch
        {
            [] => keys is [var only] ? OfListing(name, only) : null,
            [_] => Of(name, ResolutionKind.Exact, edges[0].Model, edges[0].Kind, keys, edges[0].Variants, edges[0].Why),
            var several => Ambiguous(name, keys, several.Select(model => model.Id), [new(IdentityRule.SameId, text)]),
        };
    }

    /// <summary>Where a provider says what its pointer points to, another provider's pointer of that name is no second model.</summary>
    private static bool IsStatedPointer(ListingEdge edge) => edge.Kind is EdgeKind.Latest && edge.Why.Any(use => use.Rule == IdentityRule.Stated) && !edge.Model.Reading.Latest;

    /// <summary>What sources say. One name that is said of several is looked up by its spelling among them.</summary>
    private NameResolution? Stated(string name, string text)
    {
        var said = _stated.Find(text);
        if (said.IsEmpty)
        {
            return null;
        }

        var models = said.Select(one => _graph.Of(one.Listing)?.Model).OfType<CanonicalModel>().Distinct().ToArray();
        var keys = said.Select(one => one.Listing).Distinct().Order().ToImmutableArray();
        if (_byId.TryGetValue(text, out var listed) && said.All(StatedNames.IsNickname))
        {
            // It is somebody's own id: that another uses it as a short name of something else does not outrank that.
            return Ambiguous(name, listed, listed.Select(key => key.ToString()).Concat(models.Select(one => one.Id)), [new(IdentityRule.SameId, text), StatedUse(said[0])]);
        }

        if (models is [var model])
        {
            if (_matcher.Match(text, null, null) is { Model: { } other } spelling && other != model && !model.Edges.Any(edge => edge.To == other.Id))
            {
                return Ambiguous(name, keys, [model.Id, other.Id], [StatedUse(said[0]), .. spelling.Why]);
            }

            var by = said.First(one => _graph.Of(one.Listing)?.Model == model);
            return Of(name, ResolutionKind.Alias, model, EdgeKind.Alias, keys, [], [StatedUse(by)]);
        }

        if (models.Length == 0)
        {
            return keys is [var only] ? OfListing(name, only) with { Kind = ResolutionKind.Alias, Why = [StatedUse(said[0])] } : Ambiguous(name, keys, keys.Select(key => key.ToString()), [StatedUse(said[0])]);
        }

        return Normalised(name, text) is { Model: { } spelt } found && models.Contains(spelt) ? found : Ambiguous(name, keys, models.Select(one => one.Id), [StatedUse(said[0])]);
    }

    private NameResolution Normalised(string name, string text)
    {
        var match = _matcher.Match(text, null, null);
        if (!match.IsSure && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < text.Length - 1 && _graph.Snapshot.Provider(text[..slash]) is { } rows)
        {
            var behind = _matcher.Match(text[(slash + 1)..], rows.Provider, null);
            match = behind.IsSure || match.Candidates.IsEmpty ? behind : match;
        }

        return match.Model is { } model ? Of(name, ResolutionKind.Normalised, model, match.Kind, [], match.Variants, match.Why)
            : match.Candidates.IsEmpty ? Unknown(name, _byId.GetValueOrDefault(text, []))
            : Ambiguous(name, [], match.Candidates.Select(one => one.Id), match.Why);
    }

    private NameResolution OfListing(string name, ModelKey key) => _graph.Of(key) is { } edge
        ? Of(name, ResolutionKind.Exact, edge.Model, edge.Kind, [key], edge.Variants, edge.Why)
        : new(name, ResolutionKind.Exact, null, null, [key], NameReader.Read(key.Id).Variants, [], [new(IdentityRule.SameId, key.ToString())]);

    private ImmutableArray<ModelKey> ListingsNamed(string text) =>
        _byId.TryGetValue(text, out var keys) ? keys
        : ModelKey.TryParse(text, out var parsed) && _graph.Snapshot.Find(parsed) is { Key.IsCanonical: false } row && GraphBuilder.Stands(row) ? [row.Key]
        : [];

    private static RuleUse StatedUse(StatedName said) => new(said.Field == StatedNames.WeightsField ? IdentityRule.Weights : IdentityRule.Stated, $"{said.Field} of {said.Listing}");

    private static NameResolution Of(string name, ResolutionKind kind, CanonicalModel model, EdgeKind edge, ImmutableArray<ModelKey> listings, ImmutableArray<NameVariant> variants, ImmutableArray<RuleUse> why) =>
        new(name, kind, model, edge, listings, variants, [], why);

    private static NameResolution Ambiguous(string name, ImmutableArray<ModelKey> listings, IEnumerable<string> candidates, ImmutableArray<RuleUse> why) =>
        new(name, ResolutionKind.Ambiguous, null, null, listings, [], [.. candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], why);

    private static NameResolution Unknown(string name, ImmutableArray<ModelKey> listings) => listings.IsEmpty
        ? new(name, ResolutionKind.Unknown, null, null, [], [], [], [])
        : Ambiguous(name, listings, listings.Select(key => key.ToString()), [new(IdentityRule.SameId, "the same id at several providers")]);
}
