using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What a search found, for people: how it was read, the rows, the counts, what to do next.</summary>
internal static class SearchSheet
{
    public static void Print(Output output, SearchResponse found)
    {
        Beside(output, ReadAs(found));
        if (found.Data.Count > 0)
        {
            output.Print(Rows(found));
        }

        foreach (var line in found.Plan is { } plan ? PlanSheet.Lines(plan) : [])
        {
            output.Line(Output.Printable(line));
        }

        foreach (var row in found.Data.Where(row => row.Explanation is not null))
        {
            output.Line(Output.Printable(Explain(row)));
        }

        foreach (var facet in found.Facets ?? [])
        {
            output.Line(Output.Printable(Facet(facet)));
        }

        foreach (var relaxed in found.Relaxed ?? [])
        {
            Beside(output, Relaxed(relaxed));
        }

        Beside(output, Summary(found));
    }

    /// <summary><c>read as: tool_call, context>=200k, callable | hidden: 3 free, 2 unknown price</c>.</summary>
    public static string ReadAs(SearchResponse found)
    {
        var read = found.ReadAs;
        List<string> parts = [.. read.Conditions];
        var words = read.Terms.Where(term => term.Unknown is not true).ToList();
        if (words.Count > 0)
        {
            parts.Insert(0, $"\"{string.Join(' ', words.Select(term => term.Corrected ?? term.Text))}\"");
        }

        if (read.Scope != "all")
        {
            parts.Add("callable");
        }

        var corrected = read.Terms.Where(term => term.Corrected is not null).Select(term => $"{term.Text} as {term.Corrected}").ToList();
        var meant = read.Meant is { Axes: not null } known ? known.Words : [];
        var unknown = read.Terms.Except(words).Select(term => term.Text).Except(meant, StringComparer.Ordinal).ToList();
        var ignored = read.Ignored.Except(meant, StringComparer.Ordinal).ToList();
        return $"read as: {(parts.Count == 0 ? "everything" : string.Join(", ", parts))}"
            + (corrected.Count > 0 ? $" | spelt: {string.Join(", ", corrected)}" : "")
            + (read.Synonyms is { Count: > 0 } synonyms ? $" | synonyms: {string.Join(", ", synonyms.Select(use => $"{use.Word} as {use.Phrase}"))}" : "")
            + (unknown.Count > 0 ? $" | in no model: {string.Join(' ', unknown)}" : "")
            + (ignored.Count > 0 ? $" | ignored: {string.Join(' ', ignored)}" : "")
            + Meant(read.Meant)
            + (found.LeftOut is { Count: > 0 } left ? $" | hidden: {string.Join(", ", left.Select(part => $"{Figures.Count(part.Value)} {part.Key}"))}" : "");
    }

    /// <summary><c>meaning: coding, remembering (contracts): 362 near</c>.</summary>
    private static string Meant(MeantResponse? meant) => meant is null ? "" :
        $" | {(meant.Like is { } like ? $"like {like}" : meant.Axes is { } axes ? $"meaning: {string.Join(", ", axes)} ({string.Join(' ', meant.Words)})" : $"meaning by {meant.Source}")}: {Figures.Count(meant.Near)} near"
        + (meant.Instead is { } instead ? $", without the embedding server: {instead}" : "");

    /// <summary>With the answer on a terminal; not into a pipe's data.</summary>
    private static void Beside(Output output, string text)
    {
        if (output.IsTerminal)
        {
            output.Line(Output.Printable(text));
        }
        else
        {
            output.Note(Output.Printable(text));
        }
    }

    private static Sheet Rows(SearchResponse found)
    {
        var sheet = new Sheet("Model", ">Context", ">$ in", ">$ out", "Tools", "Reasoning", "Released", "Offers", "Misses");
        foreach (var row in found.Data)
        {
            sheet.Add(
                row.Model.Key,
                Figures.Tokens(row.Model.Limit?.Context),
                Figures.Price(row.Model.Cost?.Input),
                Figures.Price(row.Model.Cost?.Output),
                Figures.Flag(row.Model.ToolCall),
                Figures.Flag(row.Model.Reasoning),
                Figures.Text(row.Model.ReleaseDate),
                Offers(row.Group),
                row.Missed is { } missed ? string.Join(", ", missed) : row.Meant is true ? "by meaning" : "");
        }

        return sheet;
    }

    /// <summary><c>12 providers, from $0.05, 2 free</c>.</summary>
    private static string Offers(ListingGroupResponse? group) => group is null ? "" :
        $"{Figures.Count(group.Providers)} {(group.Providers == 1 ? "provider" : "providers")}"
        + (group.FromPrice is { } price ? $", from {Figures.Price(decimal.Round(price, 4))}" : "")
        + (group.Free is { } free ? $", {Figures.Count(free)} free" : "");

    private static string Explain(SearchRowResponse row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Model.Key}: {row.Score:0.00} = {string.Join(" + ", row.Explanation!.Factors.Where(factor => factor.Value > 0).Select(factor => string.Create(CultureInfo.InvariantCulture, $"{factor.Name} {factor.Value * factor.Weight:0.00}")))}{(row.Explanation.Order is { } order ? $"; {order}" : "")}");

    private static string Facet(FacetResponse facet) =>
        $"{facet.Field}: {string.Join(", ", facet.Values.Select(value => $"{value.Value} {Figures.Count(value.Count)}").Concat(facet.Unknown > 0 ? [$"unknown {Figures.Count(facet.Unknown)}"] : Array.Empty<string>()).DefaultIfEmpty("none"))}{(facet.Others > 0 ? $", and {Figures.Count(facet.Others.Value)} more" : "")}";

    /// <summary><c>without modalities.input has audio: 12 models</c>.</summary>
    private static string Relaxed(RelaxedResponse relaxed) =>
        $"{(relaxed.Instead is { } bound ? $"{bound} instead of {relaxed.Drop[0]}" : relaxed.Drop.Count == 0 ? "without the words" : $"without {string.Join(" and ", relaxed.Drop)}")}: {Figures.Models(relaxed.Total)}";

    private static string Summary(SearchResponse found) => found switch
    {
        { Advice: { } advice } => advice,
        { NextCursor: not null } => $"{Figures.Models(found.Data.Count)} of {Figures.Count(found.Total)}: --limit {found.Data.Count * 10}",
        { KnownElsewhere: > 0 } => $"{Figures.Models(found.Total)}. {Figures.Count(found.KnownElsewhere.Value)} more are known that no connection offers: --all",
        _ => $"{Figures.Models(found.Total)}.",
    };
}
