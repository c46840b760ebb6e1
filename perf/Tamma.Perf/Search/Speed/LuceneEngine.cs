using System.Globalization;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Tamma.Perf.Search.Speed;

/// <summary>
/// Lucene.NET over one segment in memory, BM25, the same weights of fields as everybody. Facets count the ordinals of doc values while
/// hits are collected, because Lucene.Net.Facet is not in every registry; nothing that it offers is cheaper.
/// </summary>
internal sealed class LuceneEngine : ISpeedEngine
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private const string First = "first";

    private static readonly (string Name, float Weight)[] s_fields = [("id", 3), ("name", 3), ("seller", 1.5f), ("family", 1), ("words", 0.5f)];
    private static readonly HashSet<string> s_stored = new(["key"], StringComparer.Ordinal);

    private readonly RAMDirectory _directory;
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;

    public LuceneEngine(string folder)
    {
        using (var disk = FSDirectory.Open(folder))
        {
            _directory = new RAMDirectory(disk, IOContext.DEFAULT);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new(_reader) { Similarity = new Lucene.Net.Search.Similarities.BM25Similarity() };
    }

    public static void Build(IEnumerable<SpeedDocument> documents, string folder)
    {
        using var disk = FSDirectory.Open(folder);
        using var analyzer = new WhitespaceAnalyzer(Version);
        using var writer = new IndexWriter(disk, new(Version, analyzer) { RAMBufferSizeMB = 256, Similarity = new Lucene.Net.Search.Similarities.BM25Similarity() });
        foreach (var document in documents)
        {
            writer.AddDocument(Document(document));
        }

        writer.ForceMerge(1);
        writer.Commit();
    }

    public int Search(SpeedQuery query, List<string> page)
    {
        var conditions = Conditions(query);
        if (query.Class is SpeedClass.Browse)
        {
            var price = new SortField("input", SortFieldType.DOUBLE);
            price.SetMissingValue(double.PositiveInfinity);
            var found = _searcher.Search(conditions!, null, SpeedQuery.Page, new Sort(price, SortField.FIELD_DOC));
            Add(found.ScoreDocs, page);
            return found.TotalHits;
        }

        var collector = TopScoreDocCollector.Create(SpeedQuery.Page, docsScoredInOrder: true);
        using var counts = query.Class is SpeedClass.Faceted ? new LuceneFacets() : null;
        _searcher.Search(Filtered(AllWords(query.Words), conditions), counts is null ? collector : MultiCollector.Wrap(collector, counts));
        counts?.Name();
        var total = collector.TotalHits;
        Add(collector.GetTopDocs().ScoreDocs, page);
        if (total < SpeedQuery.Page && query.Words.Count > 0)
        {
            Add(_searcher.Search(Filtered(AnyWord(query.Words), conditions), SpeedQuery.Page).ScoreDocs, page);
        }

        return total;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
    }

    private static Query Filtered(Query text, Query? conditions) => conditions is null ? text : new FilteredQuery(text, new QueryWrapperFilter(conditions));

    private static BooleanQuery AllWords(IReadOnlyList<string> words)
    {
        var all = new BooleanQuery();
        for (var i = 0; i < words.Count; i++)
        {
            var any = OfWord(words[i], fuzzy: false);
            if (i == words.Count - 1)
            {
                any.Add(new PrefixQuery(new(First, words[i])));
            }

            all.Add(any, Occur.MUST);
        }

        return all;
    }

    private static BooleanQuery AnyWord(IReadOnlyList<string> words)
    {
        var all = new BooleanQuery();
        foreach (var word in words)
        {
            all.Add(OfWord(word, fuzzy: word.Length > 3), Occur.SHOULD);
        }

        return all;
    }

    private static DisjunctionMaxQuery OfWord(string word, bool fuzzy)
    {
        var any = new DisjunctionMaxQuery(0.1f);
        foreach (var (name, weight) in s_fields)
        {
            any.Add(new TermQuery(new(name, word)) { Boost = weight });
        }

        if (fuzzy)
        {
            any.Add(new FuzzyQuery(new(First, word), word.Length > 6 ? 2 : 1, 1));
        }

        return any;
    }

    private static BooleanQuery? Conditions(SpeedQuery query)
    {
        if (!query.HasConditions)
        {
            return null;
        }

        var all = new BooleanQuery();
        AddTerm("provider", query.Provider);
        AddTerm("tool_call", query.Tools ? "yes" : null);
        AddTerm("reasoning", query.Reasoning ? "yes" : null);
        AddTerm("modalities.input", query.Takes);
        if (query.Context is { } context)
        {
            all.Add(NumericRangeQuery.NewInt64Range("context", context, null, true, true), Occur.MUST);
        }

        if (query.Input is { } input)
        {
            all.Add(NumericRangeQuery.NewDoubleRange("input", null, input, true, true), Occur.MUST);
        }

        return all;

        void AddTerm(string field, string? value)
        {
            if (value is not null)
            {
                all.Add(new TermQuery(new(field, value)), Occur.MUST);
            }
        }
    }

    private static Document Document(SpeedDocument model)
    {
        var document = new Document { new StoredField("key", model.Key) };
        Text("id", model.Id);
        Text("name", model.Name);
        Text("seller", model.Seller);
        Text("family", model.Family);
        Text("words", model.Words);
        Text(First, $"{model.Id} {model.Name} {model.Seller} {model.Family}");
        Facet("provider", model.Provider);
        Facet("family_name", model.FamilyName);
        Facet("tool_call", Word(model.Tools));
        Facet("reasoning", Word(model.Reasoning));
        Array.ForEach(model.Takes, word => Facet("modalities.input", word));
        Array.ForEach(model.Gives, word => Facet("modalities.output", word));
        if (model.Context is { } context)
        {
            document.Add(new Int64Field("context", context, Field.Store.NO));
        }

        if (model.Input is { } input)
        {
            document.Add(new DoubleField("input", input, Field.Store.NO));
            document.Add(new DoubleDocValuesField("input", input));
        }

        return document;

        void Text(string name, string text) => document.Add(new TextField(name, text, Field.Store.NO));

        void Facet(string name, string? value)
        {
            if (value is not null)
            {
                document.Add(new StringField(name, value, Field.Store.NO));
                document.Add(new SortedSetDocValuesField(name + "#", new BytesRef(value)));
            }
        }
    }

    private static string? Word(bool? flag) => flag switch { true => "yes", false => "no", _ => null };

    private void Add(ScoreDoc[] hits, List<string> page)
    {
        foreach (var hit in hits)
        {
            if (page.Count == SpeedQuery.Page)
            {
                return;
            }

            var key = _searcher.Doc(hit.Doc, s_stored).Get("key", CultureInfo.InvariantCulture);
            if (!page.Contains(key, StringComparer.Ordinal))
            {
                page.Add(key);
            }
        }
    }
}
