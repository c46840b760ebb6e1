using System.Collections.Immutable;
using System.Globalization;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Impact;

/// <summary>Judges changes by the rules. Pure.</summary>
public static class ImpactOf
{
    private const int MostBreaking = 3;
    private const int LongestShown = 80;

    /// <summary>All differences between two versions of a row, its coming and going among them.</summary>
    public static ImmutableArray<ChangeImpact> Versions(Model before, Model after)
    {
        var availability = before.Availability == after.Availability
            ? Array.Empty<FieldChange>()
            : [new(ImpactRule.Availability, Word(before.Availability), Word(after.Availability))];
        return [.. availability.Concat(CatalogDiff.Fields(before, after)).Where(change => !IsState(change.Path)).Select(Change)];
    }

    public static ImpactLevel Level(IReadOnlyCollection<ChangeImpact> changes)
    {
        var breaking = changes.Count(change => change.Effect is Effect.Breaking);
        var gone = changes.Any(change => change.Change is { Path: ImpactRule.Availability, New: { } now } && now == Word(Availability.Removed));
        return changes.Count == 0 ? ImpactLevel.None
            : gone || breaking > MostBreaking ? ImpactLevel.Critical
            : breaking > 0 ? ImpactLevel.High
            : ImpactLevel.Low;
    }

    public static ChangeImpact Change(FieldChange change)
    {
        var (path, field) = Find(change.Path);
        var movement = Movements.Of(change, field?.Type);
        var rule = ImpactRule.All.First(rule => rule.Fits(path, field, movement, change.New));
        var percent = Percent(change);
        return new(change, rule.Effect, percent, Sentence(rule.Sentence, change, percent));
    }

    /// <summary>How far a number moved, of what it was; null when it was nothing or unknown.</summary>
    public static decimal? Percent(FieldChange change)
    {
        if (change.Old is not { IsNumber: true } old || change.New is not { IsNumber: true } now || old.AsNumber() == 0)
        {
            return null;
        }

        try
        {
            return Math.Round((now.AsNumber() - old.AsNumber()) / old.AsNumber() * 100m, 1);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>What an offer states is judged as what the model states.</summary>
    private static (string Path, Field? Field) Find(string path)
    {
        if (!path.StartsWith("offers.", StringComparison.Ordinal))
        {
            return (path, FieldRegistry.Models.Find(path));
        }

        // A connection's id has no dot.
        var end = path.IndexOf('.', "offers.".Length);
        return end < 0 ? (ImpactRule.Offer, null) : (path[(end + 1)..], FieldRegistry.Models.Find(path[(end + 1)..]));
    }

    private static bool IsState(string path) => Find(path).Field is { Group: FieldGroup.State };

    private static FieldValue Word(Availability availability) => FieldValue.Text(availability switch
    {
        Availability.Listed => "listed",
        Availability.Missing => "missing",
        _ => "removed",
    });

    private static string Sentence(string template, FieldChange change, decimal? percent) => template
        .Replace("{field}", change.Path, StringComparison.Ordinal)
        .Replace("{percent}", percent is { } known ? string.Create(CultureInfo.InvariantCulture, $" ({known:+0.#;-0.#;0} %)") : "", StringComparison.Ordinal)
        .Replace("{lost}", Words(change.Old, change.New), StringComparison.Ordinal)
        .Replace("{added}", Words(change.New, change.Old), StringComparison.Ordinal)
        .Replace("{old}", Shown(change.Old), StringComparison.Ordinal)
        .Replace("{new}", Shown(change.New), StringComparison.Ordinal);

    private static string Words(FieldValue? these, FieldValue? those) =>
        these is { IsWords: true } some && those is { IsWords: true } others
            ? Short(string.Join(", ", some.AsWords().Except(others.AsWords(), StringComparer.Ordinal)))
            : "";

    private static string Shown(FieldValue? value) => value is { } known ? Short(known.ToString()) : "unknown";

    private static string Short(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
