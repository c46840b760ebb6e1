namespace Tamma.Perf.Search.Speed;

/// <summary>Questions for what words mean, the same at every run: what somebody wants to do and with what, and models named as examples.</summary>
internal static class MeantQueries
{
    private const int Each = 600;
    private static readonly string[] s_starts = ["something for", "a model for", "help me with", "which one is best at", "I want", "good at"];

    private static readonly string[] s_deeds =
    [
        "RAG over", "refactoring", "summarising", "transcribing", "translating", "narrating", "illustrating", "moderating", "tutoring on", "extracting fields from",
        "debugging", "captioning", "automating", "proofreading", "dictation of", "deduplicating", "searching", "answering emails about", "drawing logos from", "reasoning about",
    ];

    private static readonly string[] s_things =
    [
        "contracts", "invoices", "large codebases", "podcasts", "support tickets", "whole novels", "photographs", "meeting minutes", "legal filings", "python scripts", "screenshots", "phone calls", "theorems", "film clips",
    ];

    private static readonly string[] s_conditions = ["", "", "", "", " with tools", " under $2", " with 128k context", " with reasoning", " and open weights"];
    private static readonly string[] s_likes = ["like", "like", "similar to", "alternative to"];
    private static readonly string[] s_buts = ["but open weights", "but cheaper", "but with vision", "but under $1", "but with tools", "but with 200k context", "but with reasoning", "", ""];

    public static IReadOnlyList<SpeedQuery> Draw(IReadOnlyList<SpeedDocument> documents)
    {
        var random = new Random(20_261_124);
        var questions = Distinct(() => $"{Any(s_starts)} {Any(s_deeds)} {Any(s_things)}{Any(s_conditions)}");
        return
        [
            .. questions.Select(text => SpeedQuery.Of(SpeedClass.Glossary, text)),
            .. Distinct(() => $"{Any(s_likes)} {Name(documents[random.Next(documents.Count)])} {Any(s_buts)}".TrimEnd()).Select(text => SpeedQuery.Of(SpeedClass.Example, text)),
            .. questions.Select(text => SpeedQuery.Of(SpeedClass.Vector, text)),
        ];

        string Any(string[] words) => words[random.Next(words.Length)];
    }

    private static string Name(SpeedDocument model) => model.Name.Length > 0 ? model.Name : model.Id;

    private static List<string> Distinct(Func<string> draw)
    {
        HashSet<string> drawn = new(StringComparer.Ordinal);
        for (var tries = 0; drawn.Count < Each && tries < 50 * Each; tries++)
        {
            drawn.Add(draw());
        }

        return [.. drawn];
    }
}
