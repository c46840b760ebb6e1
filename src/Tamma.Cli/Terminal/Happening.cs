using System.Text.Json;
using Tamma.Client;

namespace Tamma.Cli.Terminal;

/// <summary>An event in one line.</summary>
internal static class Happening
{
    private const int MostChanges = 6;

    /// <summary>
    /// For a person: local time, a mark, whom it is about, and what. <c>+</c> came, <c>-</c> went, <c>!</c> wants a look, <c>?</c> says that something
    /// is in doubt: a connection that fails, a value that is held.
    /// </summary>
    public static string ForTerminal(EventResponse happening)
    {
        var (subject, summary) = (SubjectOf(happening), SummaryOf(happening));
        var said = summary switch
        {
            "" => WordsOf(happening),
            _ when HasSentence(happening) => summary,
            _ when happening.Type is "model_added" or "provider_added" => $"new: {summary}",
            _ when happening.GetChanges().Count > 0 => summary,
            _ => $"{WordsOf(happening)}: {summary}",
        };
        return $"{Figures.Time(happening.OccurredAt)}  {MarkOf(happening)} {Output.Printable(subject)} {Output.Printable(said)}".TrimEnd();
    }

    /// <summary>For a script: four fields between tabs.</summary>
    public static string ForPipe(EventResponse happening) =>
        $"{Figures.Instant(happening.OccurredAt)}\t{happening.Type}\t{Output.Printable(SubjectOf(happening))}\t{Output.Printable(SummaryOf(happening))}";

    private static char MarkOf(EventResponse happening) => happening.Type switch
    {
        "provider_status_changed" when Member(happening, "new") is not "healthy" => '?',
        "review_opened" when Member(happening, "state") is "open" => '?',
        _ when happening.Severity is "warning" or "critical" => '!',
        _ when happening.Type.EndsWith("_added", StringComparison.Ordinal) || happening.Type.EndsWith("_returned", StringComparison.Ordinal) => '+',
        _ when happening.Type.EndsWith("_removed", StringComparison.Ordinal) || happening.Type.EndsWith("_missing", StringComparison.Ordinal) => '-',
        _ => ' ',
    };

    private static string SubjectOf(EventResponse happening) =>
        happening.Model ?? happening.Provider ?? happening.Connection ?? "";

    private static string WordsOf(EventResponse happening) => happening.Type.Replace('_', ' ');

    private static bool HasSentence(EventResponse happening) => happening.GetChanges().Count is 0 && Member(happening, "sentence") is not null;

    private static string? Member(EventResponse happening, string name) =>
        happening.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string SummaryOf(EventResponse happening)
    {
        var changes = happening.GetChanges();
        var told = string.Join("; ", changes.Take(MostChanges).Select(change =>
            $"{change.Field} {Figures.Value(change.Field, change.Old)} → {Figures.Value(change.Field, change.New)}"));
        return changes.Count switch
        {
            > MostChanges => $"{told}; and {changes.Count - MostChanges} more",
            > 0 => told,
            _ when Member(happening, "sentence") is { } sentence => WithoutSubject(sentence, SubjectOf(happening)),
            _ => happening.Data is { ValueKind: JsonValueKind.Object } data ? Describe(data) : "",
        };
    }

    /// <summary>The subject stands before it already.</summary>
    private static string WithoutSubject(string sentence, string subject) =>
        sentence.StartsWith($"{subject}: ", StringComparison.Ordinal) ? sentence[(subject.Length + 2)..] : sentence;

    private static string Describe(JsonElement data)
    {
        if (data.TryGetProperty("types", out var types) && types.ValueKind is JsonValueKind.Object)
        {
            return string.Join(", ", types.EnumerateObject().Select(type => $"{type.Value} {type.Name}")) + "; each with --all";
        }

        return data.TryGetProperty("values", out var values) && values.ValueKind is JsonValueKind.Object
            ? string.Join(", ", new[] { ("context", "limit.context"), ("in", "cost.input"), ("out", "cost.output") }
                .Where(pair => values.TryGetProperty(pair.Item2, out _))
                .Select(pair => $"{pair.Item1} {Figures.Value(pair.Item2, values.GetProperty(pair.Item2))}"))
            : "";
    }
}
