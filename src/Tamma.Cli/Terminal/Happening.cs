using System.Text.Json;
using Tamma.Client;

namespace Tamma.Cli.Terminal;

/// <summary>An event in one line.</summary>
internal static class Happening
{
    private const int MostChanges = 6;

    /// <summary>For a person: what matters is marked, local time and short words.</summary>
    public static string ForTerminal(EventResponse happening) =>
        $"{Mark(happening)} {Figures.Time(happening.OccurredAt)}  {happening.Type,-18} {Output.Printable(SubjectOf(happening))}  {Output.Printable(SummaryOf(happening))}".TrimEnd();

    /// <summary>For a script: four fields between tabs.</summary>
    public static string ForPipe(EventResponse happening) =>
        $"{Figures.Instant(happening.OccurredAt)}\t{happening.Type}\t{Output.Printable(SubjectOf(happening))}\t{Output.Printable(SummaryOf(happening))}";

    /// <summary><c>!</c> for what is a warning or critical, <c>?</c> for what waits for a decision.</summary>
    private static char Mark(EventResponse happening) => happening switch
    {
        { Type: "review_opened" } => '?',
        { Severity: "warning" or "critical" } => '!',
        _ => ' ',
    };

    private static string SubjectOf(EventResponse happening) =>
        happening.Model ?? happening.Provider ?? happening.Connection ?? "";

    private static string SummaryOf(EventResponse happening)
    {
        var changes = happening.GetChanges();
        var told = string.Join("; ", changes.Take(MostChanges).Select(change =>
            $"{change.Field} {Figures.Value(change.Field, change.Old)} → {Figures.Value(change.Field, change.New)}"));
        return changes.Count switch
        {
            > MostChanges => $"{told}; and {changes.Count - MostChanges} more",
            > 0 => told,
            _ => happening.Data is { ValueKind: JsonValueKind.Object } data ? Describe(data) : "",
        };
    }

    private static string Describe(JsonElement data)
    {
        if (data.TryGetProperty("sentence", out var sentence) && sentence.ValueKind is JsonValueKind.String)
        {
            return sentence.GetString()!;
        }

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
