using Tamma.Catalog;
using Tamma.Search.Index;
using Tamma.Search.Vectors;

namespace Tamma.Search.Reading;

/// <summary>
/// Reads a query: what is a condition in plain words, and what is the name of something. A word that stands beside a word of
/// a name, as it does in names, is text: <c>thinking</c> in <c>kimi k2 thinking</c>.
/// </summary>
internal sealed partial class QueryReader
{
    /// <summary>Longest query that is read; what is behind it is left out.</summary>
    public const int Longest = 400;

    private const int MostTerms = 24;

    /// <summary>More words that all say nothing are a sentence.</summary>
    private const int LongestName = 3;

    private readonly SearchIndex _index;
    private readonly IndexData _data;
    private readonly Vocabulary _vocabulary;
    private readonly DateOnly _today;
    private readonly string _query;
    private readonly QueryWord[] _words;
    private readonly List<Constraint> _constraints = [];
    private readonly List<string> _ignored = [];
    private readonly bool[] _isText;
    private int _at;
    private ModelKey? _like;

    private QueryReader(string query, SearchIndex index, Vocabulary vocabulary, DateOnly today)
    {
        _query = query.Length > Longest ? query[..Longest] : query;
        _index = index;
        _data = index.Data;
        _vocabulary = vocabulary;
        _today = today;
        _words = QueryWord.Join(QueryWord.Split(_query), version => _data.Terms.Find(version) >= 0);
        _isText = new bool[_words.Length];
    }

    public static QueryReading Read(string query, SearchIndex index, Vocabulary vocabulary, DateOnly today) => new QueryReader(query, index, vocabulary, today).Read();

    /// <summary>Takes all words as text; only spelling is looked after.</summary>
    public static QueryReading ReadText(string query, SearchIndex index, Vocabulary vocabulary, DateOnly today)
    {
        var reader = new QueryReader(query, index, vocabulary, today);
        reader.Correct();
        reader._isText.AsSpan().Fill(true);
        return reader.Result();
    }

    private QueryReading Read()
    {
        Correct();
        while (_at < _words.Length)
        {
            if (!_words[_at].Begins || !Understand())
            {
                Keep();
            }
        }

        // Where all words say nothing, somebody types a name.
        if (_constraints.Count == 0 && _words.Length <= LongestName && !_isText.Contains(true))
        {
            _isText.AsSpan().Fill(true);
            _ignored.Clear();
        }

        return Result();
    }

    private QueryReading Result()
    {
        List<QueryTerm> terms = [];
        for (var i = 0; i < _words.Length && terms.Count < MostTerms; i++)
        {
            if (_isText[i])
            {
                terms.Add(new(_words[i].Text, IsTyping(i)) { Written = _words[i].Corrected ?? Written(i, i + 1), Before = i > 0 && _isText[i - 1] ? _query[_words[i - 1].End.._words[i].Start] : null, Corrected = _words[i].Corrected, IsVariant = _words[i].Before == ":", IsPath = IsPath(i), IsOpenVersion = IsLast(i) && _query.EndsWith('.') && char.IsAsciiDigit(_words[i].Text[^1]) });
            }
        }

        var given = GiveWay();
        return new(_query, [.. _constraints], [.. terms], [.. _ignored]) { GaveWay = given, Like = _like, End = _words.Length > 0 && _isText[^1] && _words[^1].Corrected is null ? _query[_words[^1].End..] : " " };
    }

    /// <summary>Every way to understand what begins here, the surest first.</summary>
    private bool Understand() =>
        Field() || Bound() || Amount() || Period() || Cheaper() || Negation() || Verb() || Phrase() || Modality() || Provider() || Maker();

    /// <summary>The word is text, or says nothing.</summary>
    private void Keep()
    {
        var word = _words[_at];
        if (word.Begins && _vocabulary.Ignored.Contains(word.Meant) && EndOfChunk(_at) == _at + 1 && !StandsInName(_at, _at + 1) && !BeginsInName(_at))
        {
            _ignored.Add(word.Text);
        }
        else
        {
            _isText[_at] = true;
        }

        _at++;
    }

    private bool IsTyping(int at) => IsLast(at) && _words[at].End == _query.Length && _words[at].Corrected is null;

    private bool IsLast(int at) => at == _words.Length - 1;

    private bool IsPath(int at)
    {
        for (var i = at + 1; i < _words.Length && !_words[i].Begins; i++)
        {
            if (_words[i].Before == "/")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks up each word, and what nobody knows is taken for what it was meant to be.</summary>
    private void Correct()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            var word = _words[i];
            word.Term = _data.Terms.Find(word.Text);
            if (word.Term >= 0 || char.IsAsciiDigit(word.Text[0]) || word.Text.Length < 3 || char.IsAsciiDigit(word.Text[^1]) || _vocabulary.Knows(word.Text) || !Glossary.Standard.Of(word.Text).IsEmpty || FieldWords.Table.Find(word.Text) is not null || _data.ProviderNames.Table.Find(word.Text) is not null || LabNames.Table.Find(word.Text) is not null)
            {
                continue;
            }

            if (IsTyping(i) && _data.Terms.Prefix(word.Text) is var (from, to) && to > from)
            {
                continue;
            }

            word.Corrected = Correction.Of(word.Text, i > 0 ? _words[i - 1].Term : -1, i + 1 < _words.Length ? _data.Terms.Find(_words[i + 1].Text) : -1, _words.Length, _data, _vocabulary);
            word.Term = _data.Terms.Find(word.Meant);
        }
    }

    private void Add(string field, ConstraintOp op, string value, int end, bool not = false, bool soft = false)
    {
        var constraint = new Constraint(field, op, value, Written(_at, end)) { Not = not, Soft = soft };
        if (!_constraints.Exists(one => one.Field == field && one.Op == op && one.Value == value && one.Not == not))
        {
            _constraints.Add(constraint);
        }
    }

    private bool Took(int end)
    {
        _at = end;
        return true;
    }

    private string Written(int from, int to) => _query[_words[from].Start.._words[to - 1].End];

    private int EndOfChunk(int at)
    {
        var end = at + 1;
        while (end < _words.Length && !_words[end].Begins)
        {
            end++;
        }

        return end;
    }

    /// <summary>Whether the word in hand is being typed and names go on so behind the text before it: <c>min</c> behind <c>gpt 4.1</c>.</summary>
    private bool BeginsInName(int at)
    {
        if (!IsTyping(at) || at == 0 || !_isText[at - 1] || _words[at].Text.Length < 2)
        {
            return false;
        }

        var (from, to) = _data.Terms.Prefix(_words[at].Text);
        for (var term = from; term < to; term++)
        {
            if (_data.IsPair(_words[at - 1].Term, term))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words stand in names beside the text before them, or beside what follows and is no plain word.</summary>
    private bool StandsInName(int from, int to)
    {
        if (from > 0 && _isText[from - 1] && _data.IsPair(_words[from - 1].Term, _words[from].Term))
        {
            return true;
        }

        return to < _words.Length && !_vocabulary.Knows(_words[to].Meant) && _data.ProviderNames.Table.Find(_words[to].Meant) is null && _data.IsPair(_words[to - 1].Term, _words[to].Term);
    }
}
