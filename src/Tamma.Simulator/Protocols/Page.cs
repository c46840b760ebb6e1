using System.Globalization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A part of the models, counted from 1, as the query asks for it.</summary>
internal sealed record Page(IReadOnlyList<WorldModel> Models, int Number, bool HasMore)
{
    /// <summary>Null when the query goes on after a model that is not there.</summary>
    public static Page? Of(IReadOnlyList<WorldModel> models, WorldSpec spec, IQueryCollection query)
    {
        if (spec.PageSize is not { } size)
        {
            return new(models, 1, HasMore: false);
        }

        // A client may ask for less than a page and never for more, as with the real servers.
        if (int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
        {
            size = Math.Min(size, limit);
        }

        var start = 0;
        if (query["after"].ToString() is { Length: > 0 } after)
        {
            start = IndexOf(models, after) + 1;
            if (start == 0)
            {
                return null;
            }
        }

        var page = models.Skip(start).Take(size).ToList();
        return new(page, (start / size) + 1, start + page.Count < models.Count);
    }

    private static int IndexOf(IReadOnlyList<WorldModel> models, string id)
    {
        for (var index = 0; index < models.Count; index++)
        {
            if (models[index].Id == id)
            {
                return index;
            }
        }

        return -1;
    }
}
