using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Tamma.Perf.Search.Speed;

/// <summary>Counts six fields of every hit by the ordinals of their doc values, and names the twenty most frequent values of each.</summary>
internal sealed class LuceneFacets : ICollector, IDisposable
{
    private const int Most = 20;

    private static readonly string[] s_fields = ["provider#", "family_name#", "tool_call#", "reasoning#", "modalities.input#", "modalities.output#"];

    private readonly SortedSetDocValues?[] _values = new SortedSetDocValues?[s_fields.Length];
    private readonly int[][] _counts = new int[s_fields.Length][];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer)
    {
    }

    public void Collect(int doc)
    {
        for (var field = 0; field < _values.Length; field++)
        {
            if (_values[field] is { } values)
            {
                values.SetDocument(doc);
                for (var ordinal = values.NextOrd(); ordinal != SortedSetDocValues.NO_MORE_ORDS; ordinal = values.NextOrd())
                {
                    _counts[field][ordinal]++;
                }
            }
        }
    }

    /// <summary>There is one segment, so ordinals are those of the index.</summary>
    public void SetNextReader(AtomicReaderContext context)
    {
        for (var field = 0; field < _values.Length; field++)
        {
            _values[field] = context.AtomicReader.GetSortedSetDocValues(s_fields[field]);
            _counts[field] = new int[_values[field]?.ValueCount ?? 0];
        }
    }

    public List<(string Value, int Count)>[] Name()
    {
        var named = new List<(string Value, int Count)>[_values.Length];
        var bytes = new BytesRef();
        for (var field = 0; field < _values.Length; field++)
        {
            List<(string Value, int Count)> best = [];
            foreach (var (ordinal, count) in (_counts[field] ?? []).Index().Where(pair => pair.Item > 0).OrderByDescending(pair => pair.Item).Take(Most))
            {
                _values[field]!.LookupOrd(ordinal, bytes);
                best.Add((bytes.Utf8ToString(), count));
            }

            named[field] = best;
        }

        return named;
    }

    public void Dispose()
    {
    }
}
