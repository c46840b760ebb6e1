using System.Collections.Immutable;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;

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
        if (query.Availability is { } wanted
            ? model.Availability != wanted
            : model.Availability is Availability.Removed && !query.WithRemoved && query.Stage is not (LifecycleStage.Retired or LifecycleStage.Gone))
        {
            return false;
        }

        if (query.Stage is { } stage && ModelLifecycle.Of(model, query.At).Stage != stage)
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

        foreach (var holds in query.Also)
        {
            if (!holds(model))
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

    private static int Compare(Model a, Model b, Field field, bool descending) =>
        Compare((a.Key, ValueOf(a, field)), (b.Key, ValueOf(b, field)), descending);

    private static FieldValue? ValueOf(Model model, Field field) => model.Values.TryGet(field, out var value) ? value : null;

    private static int Compare((ModelKey Key, FieldValue? Value) a, (ModelKey Key, FieldValue? Value) b, bool descending)
    {
        var order = (a.Value, b.Value) switch
        {
            ({ } x, { } y) => descending ? Compare(y, x) : Compare(x, y),
            ({ }, null) => -1,
            (null, { }) => 1,
            _ => 0,
        };
        return order != 0 ? order : a.Key.CompareTo(b.Key);
    }

    private static int Compare(FieldValue x, FieldValue y) =>
        x.IsNumber && y.IsNumber ? x.AsNumber().CompareTo(y.AsNumber()) : string.CompareOrdinal(x.ToString(), y.ToString());

    /// <summary>The first row behind the place where the last page ended, whether its row is still there or not.</summary>
    private static int StartAfter(List<Model> matches, ModelKey after, ModelQuery query)
    {
        var next = matches.FindIndex(model => IsBehind(model, after, query));
        return next >= 0 ? next : matches.Count;
    }

    private static bool IsBehind(Model model, ModelKey after, ModelQuery query) =>
        query.Sort is { } field ? Compare((model.Key, ValueOf(model, field)), (after, query.AfterValue), query.Descending) > 0
        : query.Descending ? model.Key.CompareTo(after) < 0
        : model.Key.CompareTo(after) > 0;
}
