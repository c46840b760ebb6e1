namespace Tamma.Client.Checking;

/// <summary>Says what becomes of the models that a text or a list names. Pure: the catalogue and the day are given.</summary>
/// <param name="models">The catalogue.</param>
/// <param name="today">The day (UTC) that ends are counted from.</param>
/// <param name="failWithinDays">An end that is so many days away or nearer is doomed; 0 means that it has come.</param>
/// <param name="provider">A name without a provider means this provider's model, where it has it.</param>
public sealed class ModelChecker(KnownModels models, DateOnly today, int failWithinDays = 0, string? provider = null)
{
    private const int MostCandidates = 10;

    /// <summary>Checks one name that is known to mean a model.</summary>
    /// <param name="id">The name.</param>
    /// <returns>Its verdict.</returns>
    public CheckResultResponse Check(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var (resolution, found) = models.Resolve(id.Trim(), provider, anyPrefix: true);
        return Judge(id, resolution, found);
    }

    /// <summary>Checks what a text names. A quoted text that no catalogue knows is none of our business and left out.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="file">Its name, null when it has none.</param>
    /// <returns>Verdicts in the order of the text, and how many lines were too long to be read.</returns>
    public (IReadOnlyList<CheckResultResponse> Results, int LongLines) CheckText(string text, string? file = null)
    {
        var (mentions, longLines) = ModelScanner.Scan(text, file);
        List<CheckResultResponse> results = [];
        foreach (var mention in mentions)
        {
            var named = mention.Kind is MentionKind.Named;
            var (resolution, found) = mention.Kind is MentionKind.Quoted && ModelNames.IsPlainWord(mention.Text)
                ? ("unknown", [])
                : models.Resolve(mention.Text, provider, anyPrefix: named);
            if (found.Count > 0 || (named && ModelNames.LooksLikeOne(mention.Text)))
            {
                results.Add(Judge(mention.Text, resolution, found) with { File = file, Line = mention.Line, Column = mention.Column, Under = mention.Under });
            }
        }

        return (results, longLines);
    }

    private CheckResultResponse Judge(string id, string resolution, IReadOnlyList<KnownModel> found)
    {
        var judged = found.Select(model => (Model: model, Verdict: VerdictOf(model))).ToList();
        if (judged is [])
        {
            return new() { Id = id, Resolution = resolution, Verdict = "unknown", Doomed = false };
        }

        // Of several that fare alike the one that lasts longest speaks for all; where they do not, nobody can say.
        var (best, verdict) = judged.MaxBy(pair => EndOf(pair.Model) ?? DateOnly.MaxValue);
        var agreed = judged.TrueForAll(pair => pair.Verdict == verdict);
        var life = agreed ? best.Life : null;
        return new()
        {
            Id = id,
            Resolution = resolution,
            Key = judged is [_] ? best.Key : null,
            Candidates = judged is [_] ? null : [.. judged.Take(MostCandidates).Select(pair => pair.Model.Key)],
            Verdict = agreed ? verdict : "unknown",
            Doomed = agreed && IsDoomed(verdict, EndOf(best)),
            Stage = life?.Stage,
            RetiresOn = life?.Dates?.RetiresOn,
            RetiresBy = life?.Dates?.RetiresBy,
            MissingSince = life?.Dates?.MissingSince,
            RemovedAt = life?.Dates?.RemovedAt,
            Replacement = life?.Replacement,
            ProbablyRenamedTo = life?.Findings?.FirstOrDefault(finding => finding.Code is "probably_renamed_to")?.Model,
        };
    }

    /// <summary>The stage is that of the catalogue's time; an end that has passed since is still an end.</summary>
    private static string VerdictOf(KnownModel model) => model.Life switch
    {
        null => "unknown",
        { Stage: "retired" } => "retired",
        { Dates.RemovedAt: not null } => "gone",
        { Dates.RetiresBy: not null } => "retires",
        { Stage: "deprecated" } => "deprecated",
        { Dates.MissingSince: not null } => "missing",
        _ => "ok",
    };

    private bool IsDoomed(string verdict, DateOnly? end) =>
        verdict is "retired" or "gone" || (verdict is "retires" && end?.DayNumber - today.DayNumber <= failWithinDays);

    private static DateOnly? EndOf(KnownModel model) => model.Life?.Dates?.RetiresBy;
}
