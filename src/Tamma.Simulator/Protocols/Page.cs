using System.Globalization;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A part of the models, counted from 1.</summary>
internal sealed record Page(IReadOnlyList<WorldModel> Models, int Number, bool HasMore)
{
    /// <summary>How many models all the pages have.</summary>
    public int Total { get; init; } = Models.Count;

    /// <summary>The place of the first model behind this page.</summary>
    public int End { get; init; } = Models.Count;

    /// <summary>The most models this page could have had.</summary>
    public int Size { get; init; } = Models.Count;

    /// <summary>All models in one answer.</summary>
    public static Page Whole(IReadOnlyList<WorldModel> models) => new(models, 1, HasMore: false);

    public static Page At(IReadOnlyList<WorldModel> models, int start, int size)
    {
        start = Math.Min(start, models.Count);
        var part = models.Skip(start).Take(size).ToList();
        var end = start + part.Count;
        return new(part, (start / size) + 1, end < models.Count) { Total = models.Count, End = end, Size = size };
    }

    /// <summary>Null when the page goes on after a model that is not there.</summary>
    public static Page? After(IReadOnlyList<WorldModel> models, int size, string? id)
    {
        var start = id is null ? 0 : IndexOf(models, id) + 1;
        return id is not null && start == 0 ? null : At(models, start, size);
    }

    /// <summary>The page that ends before a model; null when that is not there.</summary>
    public static Page? Before(IReadOnlyList<WorldModel> models, int size, string id)
    {
        var end = IndexOf(models, id);
        var start = Math.Max(0, end - size);
        return end < 0 ? null : At(models, start, size) with { Models = [.. models.Skip(start).Take(end - start)], HasMore = start > 0 };
    }

    /// <summary>The rows a client asks for: never more than the server allows, and the server's own number when it asks for none.</summary>
    public static int SizeOf(string? asked, int usual, int most) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? Math.Min(limit, most) : usual;

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
