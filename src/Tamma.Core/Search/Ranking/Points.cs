using Tamma.Catalog;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>The points of a model: what it is called against what was written, and its merits.</summary>
internal readonly struct Points(SearchIndex index, string written, PlannedTerm[] terms, TextScores? text)
{
    /// <summary>How many of the terms say who makes or sells it; they come first.</summary>
    private readonly int _path = terms.TakeWhile(term => term.IsPath).Count();

    /// <summary>A name for people is a little less sure than an id.</summary>
    private const float OfName = 0.95f;

    /// <summary>Where the date or the variant at the end begins.</summary>
    private readonly int _end = terms.Length - terms.Reverse().TakeWhile(term => term.IsSlight).Count();

    private readonly float _own = terms.Any(term => term.IsNumber) ? RankWeights.OwnOfOne : RankWeights.OwnOfLine;

    private readonly IndexData _data = index.Data;

    /// <summary>Without a look at the order of its terms; whoever is called exactly so is not behind many others by it.</summary>
    public float Quick(int place) =>
        Text(place) + Merits(place) + (text is null ? 0 : Closeness(place) * (RankWeights.Closeness + RankWeights.Exactness));

    public float Full(int place)
    {
        var exactness = Exactness(place);
        return Text(place) + Merits(place) + (RankWeights.Exactness * exactness) + (exactness > 0 && text is not null ? RankWeights.Closeness * Closeness(place) : 0);
    }

    public Explanation Explain(int place, string? order)
    {
        var exactness = Exactness(place);
        ref readonly var merits = ref _data.Merits[place];
        return new(
            [
                new("text", text is null ? 0 : text[place] / text.Total, RankWeights.Text),
                new("exactness", exactness, RankWeights.Exactness),
                new("closeness", exactness > 0 && text is not null ? Closeness(place) : 0, RankWeights.Closeness),
                new("own_offer", merits.Own, _own),
                new("lifecycle", merits.Lifecycle, RankWeights.Lifecycle),
                new("available", merits.Available, RankWeights.Available),
                new("answers_in_text", merits.Talks, RankWeights.Talks),
                new("freshness", merits.Freshness, RankWeights.Freshness),
            ],
            order);
    }

    /// <summary>With the date or the variant at its end, or nearly as well without.</summary>
    private float OfTerms(ReadOnlySpan<int> sequence)
    {
        var all = ExactNames.OfTerms(sequence, terms.AsSpan(Math.Min(_path, terms.Length)), _data.Kinds);
        return _end == terms.Length || _end <= _path ? all : Math.Max(all, OfName * ExactNames.OfTerms(sequence, terms.AsSpan(_path, _end - _path), _data.Kinds));
    }

    private float Text(int place) => text is null ? 0 : RankWeights.Text * text[place] / text.Total;

    private float Merits(int place)
    {
        ref readonly var merits = ref _data.Merits[place];
        return (_own * merits.Own) + (RankWeights.Lifecycle * merits.Lifecycle) + (RankWeights.Available * merits.Available)
            + (RankWeights.Talks * merits.Talks) + (RankWeights.Freshness * merits.Freshness);
    }

    private float Closeness(int place)
    {
        var (tail, name) = _data.Lengths[place];
        var asked = _end - _path;
        return Math.Max(Closeness(tail, asked), Closeness(name, asked));
    }

    private static float Closeness(int length, int asked) => length == 0 ? 0 : (float)Math.Min(length, asked) / Math.Max(length, asked);

    private float Exactness(int place)
    {
        var letters = ExactNames.OfLetters(written, index.Models[place]);
        if (terms.Length == 0)
        {
            return letters;
        }

        var id = _data.Ids[place];
        var tail = id[Math.Min(_data.Tails[place], id.Length)..];
        var ofName = Math.Max(OfTerms(tail), OfTerms(_data.Names[place]) * OfName);
        var ofId = tail.Length == id.Length ? 0 : ExactNames.OfTerms(id, terms, _data.Kinds);
        return Math.Max(letters, Math.Max(ofName, ofId));
    }
}
