using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>The points of a model: what it is called against what was written, and its merits.</summary>
internal sealed class Points : IDisposable
{
    /// <summary>A name for people is a little less sure than an id, as is an id without its date.</summary>
    private const float Less = 0.95f;

    /// <summary>Sums of points may be off by so much.</summary>
    private const float Slack = 0.001f;

    private readonly SearchIndex _index;
    private readonly IndexData _data;
    private readonly string _written;
    private readonly int _count;
    private readonly TextScores? _text;
    private readonly TermMasks? _masks;

    /// <summary>How many of the terms say who makes or sells it; they come first.</summary>
    private readonly int _path;

    /// <summary>Where the date or the variant at the end begins.</summary>
    private readonly int _end;
    /// <summary>1 where the first word names a lab, whose own ids may leave it out: <c>mistral codestral</c>.</summary>
    private readonly int _brand;
    private readonly float _own;
    private readonly float _spread;
    private readonly float[] _closeness;

    /// <summary>Points for a unit of the text's weight.</summary>
    private readonly float _ofText;

    /// <summary>All that was written is terms, and each says something of the name itself.</summary>
    private readonly bool _isSimple;

    /// <summary>What was written as an id's beginning; a slash parts a provider or a maker from it.</summary>
    private readonly IdStart _start;
    private readonly bool _hasSlash;

    /// <summary>The writer has typed a dash or a point and nothing behind it.</summary>
    private readonly bool _goesOn;

    public Points(SearchIndex index, string written, int writtenTerms, PlannedTerm[] terms, TextScores? text)
    {
        (_index, _data, _written, _count, _text) = (index, index.Data, written, terms.Length, text);
        (_start, _hasSlash) = (IdStart.Of(written), written.Contains('/', StringComparison.Ordinal));
        _masks = terms.Length == 0 ? null : new(terms, _data.Terms.Count);
        while (_path < terms.Length && terms[_path].IsPath)
        {
            _path++;
        }

        _brand = _path < terms.Length - 1 && terms[_path].IsBrand ? 1 : 0;
        _end = terms.Length;
        while (_end > _path + 1 && terms[_end - 1].IsSlight)
        {
            _end--;
        }

        _spread = terms.Length switch { 0 => 0, 1 => RankWeights.SpreadOfOneWord, _ => RankWeights.Spread };
        _goesOn = written.Length > 0 && written[^1] is '-' or '.' or ':' or '/' or '_';
        _closeness = Nearness.To(Asked);
        _ofText = text is null ? 0 : RankWeights.Text / text.Total;
        _isSimple = _brand == 0 && _path == 0 && !Array.Exists(terms, term => term.IsSlight) && writtenTerms == terms.Length;
        _own = Array.Exists(terms, term => term.IsNumber) ? RankWeights.OwnOfOne : RankWeights.OwnOfLine;
    }

    /// <summary>How many terms are asked for of a name.</summary>
    public int Asked => _end - _path;

    /// <summary>Without a look at the order of its terms; whoever is called exactly so is not behind many others by it.</summary>
    public float Quick(int place) =>
        Text(place) + Merits(place) + (_text is null ? 0 : Closeness(place) * (RankWeights.Closeness + RankWeights.Exactness));

    public float Full(int place)
    {
        var exactness = Exactness(place);
        return Text(place) + Merits(place) + (RankWeights.Exactness * exactness) + (exactness > 0 && _text is not null ? RankWeights.Closeness * Closeness(place) : 0);
    }

    /// <summary>No less than <see cref="Full"/>, from what lies at hand: only what has as many terms as were written can be called exactly so.</summary>
    /// <param name="place">A model that nobody named.</param>
    /// <param name="quick">Its <see cref="Quick"/> points.</param>
    public float Most(int place, float quick)
    {
        if (_text is null)
        {
            return quick + RankWeights.Exactness;
        }

        var exactness = MostByTerms(place) is var most && (most > ExactNames.BeginsLetters || (!_hasSlash && _data.IdStarts[place].GoesOn(_start) is false)) ? most : ExactNames.BeginsLetters;
        return quick + (RankWeights.Exactness * (exactness - Closeness(place))) + Slack;
    }

    public void Dispose() => _masks?.Dispose();

    public Explanation Explain(int place, string? order)
    {
        var exactness = Exactness(place);
        ref readonly var merits = ref _data.Merits[place];
        return new(
            [
                new("text", _text is null ? 0 : _text[place] / _text.Total, RankWeights.Text),
                new("exactness", exactness, RankWeights.Exactness),
                new("closeness", exactness > 0 && _text is not null ? Closeness(place) : 0, RankWeights.Closeness),
                new("own_offer", merits.Own, _own),
                new("spread", merits.Spread, _spread),
                new("lifecycle", merits.Lifecycle, RankWeights.Lifecycle),
                new("available", merits.Available, RankWeights.Available),
                new("answers_in_text", merits.Talks, RankWeights.Talks),
                new("freshness", merits.Freshness, RankWeights.Freshness),
            ],
            order);
    }

    private float Text(int place) => _text is null ? 0 : _text[place] * _ofText;

    private float Merits(int place)
    {
        ref readonly var merits = ref _data.Merits[place];
        return merits.Points + (_own * merits.Own) + (_spread * merits.Spread);
    }

    private float Closeness(int place)
    {
        var (tail, name) = _data.Lengths[place];
        return Math.Max(_closeness[tail], _closeness[name]);
    }

    private float Exactness(int place)
    {
        var letters = Letters(place);
        if (_masks is null || (letters >= ExactNames.Begins && letters >= MostByTerms(place)))
        {
            return letters;
        }

        var id = _data.Ids[place];
        var tail = id[Math.Min(_data.Tails[place], id.Length)..];
        var called = Called(tail, _masks);
        if (called < Less * (_isSimple && _data.Lengths[place].Name != Asked ? ExactNames.Begins : ExactNames.SameTerms))
        {
            called = Math.Max(called, Called(_data.Names[place], _masks) * Less);
        }

        var whole = tail.Length == id.Length ? 0 : ExactNames.OfTerms(id, _masks, 0, _count, _data.Kinds);
        var terms = Math.Max(called, whole);
        return Math.Max(letters, _goesOn ? Math.Min(terms, ExactNames.Begins) : terms);
    }

    /// <summary>The same as <see cref="ExactNames.OfLetters"/>, which needs the model.</summary>
    private float Letters(int place) => (_hasSlash ? null : _data.IdStarts[place].GoesOn(_start)) switch
    {
        false => 0,
        true => _written.Length >= ExactNames.LeastBeginning ? ExactNames.BeginsLetters : 0,
        null => ExactNames.OfLetters(_written, _index.Models[place]),
    };

    /// <summary>Where all words are terms that tell something, only as many terms can be the same; all others begin so at best.</summary>
    private float MostByTerms(int place) =>
        _isSimple && _data.Tails[place] == 0 && _data.Lengths[place] is var (tail, name) && tail != Asked && name != Asked ? ExactNames.Begins : ExactNames.Key;

    private bool Has(ReadOnlySpan<int> sequence, TermMasks masks)
    {
        foreach (var term in sequence)
        {
            if (masks.Counted(term, _path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>With the date or the variant at its end, or nearly as well without.</summary>
    private float Called(ReadOnlySpan<int> sequence, TermMasks masks)
    {
        var all = ExactNames.OfTerms(sequence, masks, _path, _count, _data.Kinds);
        all = _end == _count ? all : Math.Max(all, Less * ExactNames.OfTerms(sequence, masks, _path, _end, _data.Kinds));
        if (_brand == 0 || Has(sequence, masks))
        {
            return all;
        }

        var rest = ExactNames.OfTerms(sequence, masks, _path + 1, _end, _data.Kinds);
        return rest >= ExactNames.Begins ? Math.Max(all, Less * rest) : all;
    }
}
