using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tamma.Catalog;

/// <summary>One provider's own row and its models, sorted by id.</summary>
public sealed class ProviderRows
{
    private readonly Lazy<Dictionary<string, Model>> _ignoringCase;

    private ProviderRows(string provider, Model? row, ImmutableArray<Model> models)
    {
        Provider = provider;
        Row = row;
        Models = models;
        _ignoringCase = new(IgnoringCase);
    }

    public string Provider { get; }

    /// <summary>What is known of the provider itself, or null when no source describes it.</summary>
    public Model? Row { get; }

    public ImmutableArray<Model> Models { get; }

    public static ProviderRows Empty(string provider) => new(provider, null, []);

    public Model? Find(string id)
    {
        var index = IndexOf(Models.AsSpan(), id);
        return index >= 0 ? Models[index] : _ignoringCase.Value.GetValueOrDefault(id);
    }

    /// <summary>Merges changed rows in; both sides are walked once.</summary>
    public ProviderRows With(IEnumerable<Model> changed)
    {
        var row = Row;
        List<Model> sorted = [];
        foreach (var model in changed)
        {
            if (model.Key.IsProvider)
            {
                row = model;
            }
            else
            {
                sorted.Add(model);
            }
        }

        if (sorted.Count == 0)
        {
            return new(Provider, row, Models);
        }

        sorted.Sort((a, b) => string.CompareOrdinal(a.Key.Id, b.Key.Id));
        var merged = new List<Model>(Models.Length + sorted.Count);
        var old = 0;
        foreach (var model in sorted)
        {
            while (old < Models.Length && string.CompareOrdinal(Models[old].Key.Id, model.Key.Id) < 0)
            {
                merged.Add(Models[old++]);
            }

            if (old < Models.Length && Models[old].Key.Id == model.Key.Id)
            {
                old++;
            }

            merged.Add(model);
        }

        merged.AddRange(Models.AsSpan()[old..]);
        return new(Provider, row, [.. merged]);
    }

    private static int IndexOf(ReadOnlySpan<Model> models, string id)
    {
        var low = 0;
        var high = models.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(models[middle].Key.Id, id);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    private Dictionary<string, Model> IgnoringCase()
    {
        var byId = new Dictionary<string, Model>(Models.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var model in ImmutableCollectionsMarshal.AsArray(Models)!)
        {
            byId.TryAdd(model.Key.Id, model);
        }

        return byId;
    }
}
