namespace Tamma.Client.Checking;

/// <summary>The models of a catalogue by every name that means one. Immutable, safe for many threads; ignores case.</summary>
public sealed class KnownModels
{
    /// <summary>Before a name: how Google writes its own.</summary>
    private const string GooglePrefix = "models/";

    private readonly Dictionary<string, KnownModel> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, KnownModel> _byId;
    private readonly ILookup<string, KnownModel> _byAlias;

    /// <summary>Builds the index.</summary>
    /// <param name="models">In any order.</param>
    public KnownModels(IEnumerable<KnownModel> models)
    {
        var all = models.ToList();
        foreach (var model in all)
        {
            _byKey.TryAdd(model.Key, model);
        }

        _byId = all.ToLookup(model => model.Id, StringComparer.OrdinalIgnoreCase);
        _byAlias = all.SelectMany(model => model.Aliases.Select(alias => (Alias: alias, Model: model)))
            .ToLookup(pair => pair.Alias, pair => pair.Model, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads an export. A removed model is mine where a connection has others of its provider.</summary>
    /// <param name="catalogue">The document.</param>
    /// <returns>The index.</returns>
    public static KnownModels Of(CatalogueResponse catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var mine = catalogue.Models.Where(model => model.Reference is false).Select(model => model.Provider).ToHashSet(StringComparer.Ordinal);
        return new(catalogue.Models.Select(KnownModel.From).Select(model => model.IsRemoved ? model with { IsMine = mine.Contains(model.Provider) } : model));
    }

    /// <summary>Finds what a name means.</summary>
    /// <param name="name">With or without a provider before it.</param>
    /// <param name="provider">Where a name without a provider is looked for first; null for nowhere.</param>
    /// <param name="anyPrefix">Also without a first part that is no provider here, as in <c>azure/gpt-5</c>: only where it is known that a model is meant.</param>
    /// <returns>How it was found (<c>exact</c>, <c>alias</c>, <c>ambiguous</c>, <c>unknown</c>) and what it may mean.</returns>
    public (string Resolution, IReadOnlyList<KnownModel> Models) Resolve(string name, string? provider = null, bool anyPrefix = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_byKey.TryGetValue(name, out var exact))
        {
            return ("exact", [exact]);
        }

        if (Narrow(_byId[name], provider) is { Count: > 0 } ids)
        {
            return (ids.Count is 1 ? "exact" : "ambiguous", ids);
        }

        if (Narrow(Aliased(name), provider) is { Count: > 0 } aliased)
        {
            return (aliased.Count is 1 ? "alias" : "ambiguous", aliased);
        }

        if (name.StartsWith(GooglePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Resolve(name[GooglePrefix.Length..], provider);
        }

        return anyPrefix && name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Resolve(name[(slash + 1)..], provider) is { Models.Count: > 0 } rest
            ? (rest.Resolution is "exact" ? "alias" : rest.Resolution, rest.Models)
            : ("unknown", []);
    }

    /// <summary>An alias, alone or behind its provider.</summary>
    private IEnumerable<KnownModel> Aliased(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return _byAlias[name].Concat(slash <= 0 ? [] : _byAlias[name[(slash + 1)..]].Where(model => name.AsSpan(0, slash).Equals(model.Provider, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A name alone means the asked provider's model, else one that a connection has, else one that is still there.</summary>
    private static List<KnownModel> Narrow(IEnumerable<KnownModel> found, string? provider)
    {
        var all = found.DistinctBy(model => model.Key, StringComparer.Ordinal).ToList();
        return Preferred(Preferred(Preferred(all, model => string.Equals(model.Provider, provider, StringComparison.OrdinalIgnoreCase)), model => model.IsMine), model => !model.IsRemoved);
    }

    private static List<KnownModel> Preferred(List<KnownModel> all, Func<KnownModel, bool> better) =>
        all.Count > 1 && all.Where(better).ToList() is { Count: > 0 } some ? some : all;
}
