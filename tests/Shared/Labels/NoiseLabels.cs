using System.Globalization;
using System.Text.Json;

namespace Tamma.Tests.Shared.Labels;

/// <summary>
/// What in the real change feed was noise, told by hindsight from the feed alone. Shares no rule, no threshold and no code with
/// the product's guards: each bound below is an outlier's fence (Tukey: upper quartile + 1.5 × the quartiles' distance) of the
/// feed's own distribution.
/// </summary>
internal sealed class NoiseLabels
{
    private const double Fence = 1.5;

    /// <summary>Below so many own edits a provider has no history to be unusual in; the whole feed's is taken.</summary>
    private const int OwnHistory = 20;

    /// <summary>Values that went away and came back, sooner than nearly all that ever come back.</summary>
    public required IReadOnlyList<Flap> Flaps { get; init; }

    /// <summary>Moves of a price that are outliers in orders of magnitude among all moves; a price that became zero is endlessly far.</summary>
    public required IReadOnlyList<Move> Moves { get; init; }

    public required IReadOnlyList<MassEdit> MassEdits { get; init; }

    public required IReadOnlyList<RealHistory.Departure> Departures { get; init; }

    public required double FlapDays { get; init; }

    public required double MoveMagnitude { get; init; }

    public required double MassRows { get; init; }

    public static NoiseLabels From(RealHistory history)
    {
        var returns = Returns(history).ToList();
        var flapDays = Outlier([.. returns.Select(flap => (flap.Back - flap.Left).TotalDays)]);
        var moves = PriceMoves(history).ToList();
        var magnitude = Outlier([.. moves.Where(move => !double.IsInfinity(move.Magnitude)).Select(move => move.Magnitude)]);
        var edits = Edits(history);
        var rows = Outlier([.. edits.Select(edit => (double)edit.Models.Count)]);
        return new()
        {
            Flaps = [.. returns.Where(flap => (flap.Back - flap.Left).TotalDays <= flapDays)],
            FlapDays = flapDays,
            Moves = [.. moves.Where(move => move.Magnitude > magnitude)],
            MoveMagnitude = magnitude,
            MassEdits = [.. Unusual(edits, rows)],
            MassRows = rows,
            Departures = history.Departures,
        };
    }

    /// <summary>Each time that a value became what it had been before its last change or earlier.</summary>
    private static IEnumerable<Flap> Returns(RealHistory history)
    {
        foreach (var ((provider, model, field), stands) in history.Values)
        {
            for (var now = 2; now < stands.Count; now++)
            {
                var before = stands.FindLastIndex(now - 2, now - 1, stand => stand.Value == stands[now].Value);
                if (before >= 0 && stands[now - 1].Value != stands[now].Value)
                {
                    yield return new(provider, model, field, stands[before + 1].From, stands[now].From);
                }
            }
        }
    }

    private static IEnumerable<Move> PriceMoves(RealHistory history)
    {
        foreach (var edit in history.Edits)
        {
            if (edit.Field.StartsWith("cost.", StringComparison.Ordinal) && Number(edit.Old) is > 0 and { } old && Number(edit.New) is >= 0 and { } now && now != old)
            {
                var later = history.Values[(edit.Provider, edit.Model, edit.Field)].Where(stand => stand.From > edit.Commit.At);
                yield return new(edit, Math.Abs(Math.Log10(now / old)), later.Any(stand => stand.Value == edit.Old));
            }
        }
    }

    private static List<MassEdit> Edits(RealHistory history) =>
    [
        .. history.Edits.GroupBy(edit => (edit.Commit, edit.Provider, edit.Field, edit.Listings))
            .Select(group => new MassEdit(group.Key.Commit, group.Key.Provider, group.Key.Field, [.. group.Select(edit => edit.Model)], group.Key.Listings)),
    ];

    /// <summary>More rows than nearly all edits have, and a share of the provider's listings that is unusual beside its other edits.</summary>
    private static IEnumerable<MassEdit> Unusual(List<MassEdit> edits, double rows)
    {
        var all = Outlier([.. edits.Select(edit => edit.Share)]);
        var own = edits.GroupBy(edit => edit.Provider, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count() < OwnHistory ? all : Outlier([.. group.Select(edit => edit.Share)]), StringComparer.Ordinal);
        return edits.Where(edit => edit.Models.Count > rows && edit.Share >= Math.Min(own[edit.Provider], 1));
    }

    private static double Outlier(double[] values)
    {
        Array.Sort(values);
        var (low, high) = (Quantile(values, 0.25), Quantile(values, 0.75));
        return high + (Fence * (high - low));
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static double? Number(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind is JsonValueKind.Number ? document.RootElement.GetDouble() : null;
    }

    public IEnumerable<string> Counts()
    {
        yield return Line($"flaps: {Flaps.Count} values came back within {FlapDays:0.0} days, the fence of all returns");
        var finite = Moves.Count(move => !double.IsInfinity(move.Magnitude));
        yield return Line($"tenfold moves: {finite} prices moved by more than 10^{MoveMagnitude:0.00}, {Moves.Count - finite} became zero; {Moves.Count(move => move.Corrected)} were taken back later");
        yield return Line($"mass edits: {MassEdits.Count} fields of a provider in {MassEdits.Select(edit => edit.Commit).Distinct().Count()} commits, each of more than {MassRows:0} listings, {MassEdits.Sum(edit => edit.Models.Count)} rows");
        var big = Departures.GroupBy(gone => (gone.Commit, gone.Provider)).ToList();
        yield return Line($"removals: {Departures.Count} listings, {Departures.Count(gone => gone.Back is null)} for good, {Departures.Count(gone => gone.Back is not null)} came back; {big.Count} removals of a provider in one commit, {big.Count(group => group.Count() > 0.2 * group.First().Listings)} of them of more than 20 %");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal sealed record Flap(string Provider, string Model, string Field, DateTimeOffset Left, DateTimeOffset Back);

    internal sealed record Move(RealHistory.Edit Edit, double Magnitude, bool Corrected);

    internal sealed record MassEdit(RealHistory.Commit Commit, string Provider, string Field, IReadOnlyList<string> Models, int Listings)
    {
        public double Share => Models.Count / (double)Math.Max(1, Listings);
    }
}
