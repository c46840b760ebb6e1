using Tamma.Catalog.Identities;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>Looks up what each term of a reading may mean in this index.</summary>
internal static class QueryPlan
{
    private const float SynonymQuality = 0.8f;
    private const float VersionQuality = 0.7f;
    private const float TypingQuality = 0.85f;
    private const float TypingWholeQuality = 0.65f;
    private const int Common = 8;
    private const float TypingNumberQuality = 0.6f;

    /// <summary>Dates, revisions and what stands behind a colon tell less than names, and versions somewhat less.</summary>
    private const float SlightWeight = 0.4f;
    private const float NumberWeight = 0.6f;
    private const float PathWeight = 0.5f;

    public static PlannedTerm[] Of(QueryReading reading, IndexData data, Synonyms synonyms) => [.. reading.Terms.Select(term => Plan(term, data, synonyms))];

    private static PlannedTerm Plan(QueryTerm term, IndexData data, Synonyms synonyms)
    {
        var text = term.Corrected ?? term.Text;
        List<TermMatch> matches = [];
        if (term.IsOpenVersion)
        {
            Prefix($"{text}.", 1, data, matches);
        }

        if (matches.Count == 0)
        {
            Exact(text, 1, data, matches);
        }

        if (text.Length > 1 && text[0] == 'v' && char.IsAsciiDigit(text[1]) && text.Contains('.', StringComparison.Ordinal))
        {
            Exact(text[1..], 0.95f, data, matches);
        }
        else if (char.IsAsciiDigit(text[0]))
        {
            Exact($"v{text}", 0.95f, data, matches);
        }

        foreach (var other in synonyms.Of(text))
        {
            Exact(other, SynonymQuality, data, matches);
        }

        if (char.IsAsciiDigit(text[^1]))
        {
            Prefix($"{text}.", VersionQuality, data, matches);
        }
        else if (term.Typing)
        {
            // A word that many have is likely whole.
            Prefix(text, matches.Sum(match => data.Postings.Count(match.From, match.To)) >= Common ? TypingWholeQuality : TypingQuality, data, matches);
        }

        // 8 on its way to 8b: it counts, and is not what was written.
        if (term.Typing && char.IsAsciiDigit(text[^1]))
        {
            Prefix(text, TypingNumberQuality, data, matches);
        }

        var models = matches.Sum(match => data.Postings.Count(match.From, match.To));
        var weight = MathF.Log(1 + ((data.Count - Math.Min(models, data.Count) + 0.5f) / (models + 0.5f))) + 0.5f;
        var kind = TermKinds.Of(text);
        var isSlight = kind is TermKind.Slight || (term.IsVariant && kind is TermKind.Word);
        weight *= isSlight ? SlightWeight : kind is TermKind.Number ? NumberWeight : 1;
        return new([.. matches], Near(text, data), term.IsPath ? weight * PathWeight : weight, term.IsPath, isSlight, kind is TermKind.Number, LabTable.OfPrefix(text) is not null);
    }

    /// <summary>Other versions of the same major number: no match, but nearer than none.</summary>
    private static TermMatch Near(string text, IndexData data)
    {
        var digits = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits is not (0 or 1) || TermKinds.Of(text) is not TermKind.Number)
        {
            return default;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (from, to) = data.Terms.Prefix(point > 0 ? text[..point] : text);
        return new(from, to, 0);
    }

    private static void Exact(string text, float quality, IndexData data, List<TermMatch> matches)
    {
        if (data.Terms.Find(text) is >= 0 and var term)
        {
            matches.Add(new(term, term + 1, quality));
        }
    }

    private static void Prefix(string text, float quality, IndexData data, List<TermMatch> matches)
    {
        if (data.Terms.Prefix(text) is var (from, to) && to > from)
        {
            matches.Add(new(from, to, quality));
        }
    }
}
