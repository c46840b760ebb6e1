using System.Buffers;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Identities;
using Tamma.Search.Comparing;
using Tamma.Search.Index;

namespace Tamma.Search.Vectors;

/// <summary>Models that could stand in for one: for the same, called alike, about as dear, large and new. One of each canonical model. Pure.</summary>
public static class SimilarModels
{
    /// <summary>What a model is for tells more than what it costs.</summary>
    private const float MeaningShare = 0.6f;

    /// <summary>What ends is no refuge.</summary>
    private const float EndingShare = 0.85f;

    private const int MostReasons = 5;

    /// <summary>Finds the nearest, the nearest first; ties by key.</summary>
    /// <param name="index">Where.</param>
    /// <param name="model">A model of the index.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="among">Who may be among them; all but removed and hidden ones where none is given.</param>
    public static ImmutableArray<SimilarModel> Of(SearchIndex index, Model model, int limit, Func<Model, bool>? among = null)
    {
        var data = index.Data;
        var at = index.PlaceOf(model.Key);
        if (at < 0)
        {
            return [];
        }

        var self = IdOf(index, model);
        var scores = ArrayPool<float>.Shared.Rent(data.Count);
        try
        {
            Compare(index, at, scores.AsSpan(0, data.Count));
            Dictionary<string, (int Place, float Score)> best = new(StringComparer.OrdinalIgnoreCase);
            for (var place = 0; place < data.Count; place++)
            {
                var other = index.Models[place];
                if (place == at || Bits.Has(data.Sets.Removed, place) || Bits.Has(data.Sets.Hidden, place) || among?.Invoke(other) is false
                    || IdOf(index, other) is var id && string.Equals(id, self, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                var score = scores[place];
                if (!best.TryGetValue(id, out var known) || Better(data, place, score, known))
                {
                    best[id] = (place, score);
                }
            }

            return
            [
                .. best.Values.OrderByDescending(one => one.Score).ThenBy(one => one.Place).Take(limit)
                    .Select(one => Tell(index, at, one.Place, one.Score)),
            ];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    /// <summary>Writes how near each model lies to one of them.</summary>
    internal static void Compare(SearchIndex index, int at, Span<float> scores)
    {
        var (meanings, measures) = (index.Space.Meanings, index.Space.Measures);
        var meant = ArrayPool<float>.Shared.Rent(meanings.Count);
        var measured = ArrayPool<float>.Shared.Rent(measures.Count);
        meanings.Compare(meanings[at], meant.AsSpan(0, meanings.Count));
        measures.Compare(measures[at], measured.AsSpan(0, measures.Count));
        var meaningRows = meanings.Rows;
        var measureRows = measures.Rows;
        var ending = index.Data.Sets.Ending;
        for (var place = 0; place < scores.Length; place++)
        {
            scores[place] = ((MeaningShare * meant[meaningRows[place]]) + ((1 - MeaningShare) * measured[measureRows[place]])) * (Bits.Has(ending, place) ? EndingShare : 1);
        }

        ArrayPool<float>.Shared.Return(meant);
        ArrayPool<float>.Shared.Return(measured);
    }

    /// <summary>Of several who offer one model: whom the caller can call, then its maker, then the nearest.</summary>
    private static bool Better(IndexData data, int place, float score, (int Place, float Score) known)
    {
        var (one, other) = (data.Merits[place], data.Merits[known.Place]);
        return one.Available != other.Available ? one.Available > other.Available
            : one.Own != other.Own ? one.Own > other.Own
            : score > known.Score;
    }

    private static SimilarModel Tell(SearchIndex index, int at, int place, float score)
    {
        var compared = ModelComparison.Of([index.Models[at], index.Models[place]], index.Snapshot, index.At, index.Identities);
        return new(
            index.Models[place],
            Math.Round(score, 3),
            [.. index.Space.Shared(at, place).Take(MostReasons)],
            [.. compared.Differences.Where(field => field.Best is [1])],
            [.. compared.Differences.Where(field => field.Best is [0])]);
    }

    /// <summary>The canonical model, of a dated snapshot the one without a date; else its name without what stands in front: the same name is another offer of it.</summary>
    private static string IdOf(SearchIndex index, Model model) =>
        index.Identities.Of(model.Key)?.Model is not { } canonical ? model.Key.Id[(model.Key.Id.LastIndexOf('/') + 1)..]
        : canonical.Reading.Date is not null && canonical.Edges.FirstOrDefault(edge => edge.Kind is EdgeKind.Snapshot) is { } undated ? undated.To
        : canonical.Id;
}

/// <summary>A model that could stand in for another.</summary>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Shared">What both are for, the most telling first.</param>
/// <param name="Better">Fields in which it is better: prices, limits, capabilities, dates.</param>
/// <param name="Worse">Fields in which it is worse.</param>
public sealed record SimilarModel(Model Model, double Score, ImmutableArray<string> Shared, ImmutableArray<ComparedField> Better, ImmutableArray<ComparedField> Worse);
