using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>Answers a <see cref="ModelQuery"/> from rows at one position. Pure, no index: search has its own.</summary>
public static class ModelSelection
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_hidden = FieldRegistry.Models["hidden"];

    public static ModelPage Select(CatalogSnapshot snapshot, ModelQuery query)
    {
        var rows = query.Provider is null ? snapshot.Models
            : snapshot.Provider(query.Provider) is { } provider ? provider.Models
            : [];
        return Select(rows, snapshot.IsMine, query);
    }

    /// <param name="rows">In key order.</param>
    public static ModelPage Select(IEnumerable<Model> rows, Func<Model, bool> isMine, ModelQuery query)
    {
        List<Model> matches = [];
        var (elsewhere, hidden) = (0, 0);
        foreach (var model in rows)
        {
            if (!Matches(model, query))
            {
                continue;
            }

            if (query.Scope is ModelScope.All || isMine(model))
            {
                switch (query.Hidden, IsHidden(model))
                {
                    case (Hiding.Exclude, true):
                        hidden++;
                        break;
                    case (Hiding.Only, false):
                        break;
                    default:
                        matches.Add(model);
                        break;
                }
            }
            else
            {
                elsewhere++;
            }
        }

        if (query.Sort is { } field)
        {
            matches.Sort((a, b) => Compare(a, b, field, query.Descending));
        }
        else if (query.Descending)
        {
            matches.Reverse();
        }

        var start = query.After is { } after ? StartAfter(matches, after, query) : 0;
        var page = matches.Skip(start).Take(query.Limit).ToImmutableArray();
        var more = start + page.Length < matches.Count;
        return new(page, more ? page[^1].Key : null, query.Scope is ModelScope.All ? null : elsewhere, hidden);
    }

    /// <summary>The operator does not want to see it in lists.</summary>
    public static bool IsHidden(Model model) => model.Values.TryGet(s_hidden, out var value) && value.IsFlag && value.AsFlag();

    private static bool Matches(Model model, ModelQuery query)
    {
        if (query.Availability is { } wanted ? model.Availability != wanted : model.Availability is Availability.Removed)
        {
            return false;
        }

        foreach (var condition in query.Conditions)
        {
            if (!condition.Holds(model.Values))
            {
                return false;
            }
        }

        foreach (var word in query.Text)
        {
            if (!model.Key.Id.Contains(word, StringComparison.OrdinalIgnoreCase)
                && !(model.Values.TryGet(s_name, out var name) && name.AsText().Contains(word, StringComparison.OrdinalIgnoreCase))
                && !model.Key.Provider.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(Model a, Model b, Field field, bool descending)
    {
        var known = (a.Values.TryGet(field, out var x), b.Values.TryGet(field, out var y));
        var order = known switch
        {
            (true, true) => descending ? Compare(y, x) : Compare(x, y),
            (true, false) => -1,
            (false, true) => 1,
            _ => 0,
        };
        return order != 0 ? order : a.Key.CompareTo(b.Key);
    }

    private static int Compare(FieldValue x, FieldValue y) =>
        x.IsNumber && y.IsNumber ? x.AsNumber().CompareTo(y.AsNumber()) : string.CompareOrdinal(x.ToString(), y.ToString());

    /// <summary>After the named row; when it is gone in the meantime, where it would stand in key order, else at the end.</summary>
    private static int StartAfter(List<Model> matches, ModelKey after, ModelQuery query)
    {
        var index = matches.FindIndex(model => model.Key == after);
        if (index >= 0)
        {
            return index + 1;
        }

        var next = query.Sort is null && !query.Descending ? matches.FindIndex(model => model.Key.CompareTo(after) > 0) : -1;
        return next >= 0 ? next : matches.Count;
    }
}
