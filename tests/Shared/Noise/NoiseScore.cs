using System.Globalization;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Tests.Shared.Labels;

namespace Tamma.Tests.Shared.Noise;

/// <summary>What the guards found, held against labels that know nothing of them.</summary>
internal sealed class NoiseScore
{
    private readonly ILookup<(string Provider, string Model, string Field), (Review Review, ReviewPart Part)> _parts;

    private readonly ILookup<string, Review> _removals;

    public NoiseScore(IReadOnlyList<Review> reviews, NoiseLabels labels, CatalogSnapshot snapshot)
    {
        _removals = reviews.Where(review => review is { IsRemoval: true, ClosedAt: not null }).ToLookup(review => review.Provider, StringComparer.Ordinal);
        _parts = reviews.SelectMany(review => review.ReadParts().Select(part => (Review: review, Part: part)))
            .ToLookup(pair => (pair.Part.Model.Provider, pair.Part.Model.Id, Plain(pair.Part.Field)));
        Flaps = Measure(
            labels.Flaps.Select(flap => (flap.Provider, flap.Model, flap.Field, Seen(flap.Provider, flap.Back))),
            reviews.SelectMany(review => review.ReadParts().Where(part => part.Returns).Select(part => Told(review, part))));
        var jumps = reviews.SelectMany(review => review.ReadParts().Where(part => part.Kind is ReviewKind.PriceJump or ReviewKind.PriceToZero).Select(part => Told(review, part))).ToList();
        Moves = Measure(
            labels.Moves.Select(move => (move.Edit.Provider, move.Edit.Model, move.Edit.Field, Seen(move.Edit.Provider, move.Edit.Commit.At))),
            jumps);
        TrulyTenfold = Measure(
            labels.Moves.Where(move => move.Magnitude >= 1).Select(move => (move.Edit.Provider, move.Edit.Model, move.Edit.Field, Seen(move.Edit.Provider, move.Edit.Commit.At))),
            jumps);
        MassRows = Measure(
            labels.MassEdits.SelectMany(edit => edit.Models.Select(model => (edit.Provider, model, edit.Field, Seen(edit.Provider, edit.Commit.At)))),
            reviews.Where(review => review.Kind is ReviewKind.MassEdit or ReviewKind.CapabilityLost).SelectMany(review => review.ReadParts().Select(part => Told(review, part))));
        var massTold = reviews.Where(review => review.Kind is ReviewKind.MassEdit or ReviewKind.CapabilityLost)
            .Select(review => (review.Provider, Field: Plain(review.Field!), At: review.OpenedAt)).ToHashSet();
        var mass = labels.MassEdits.Select(edit => edit with { Commit = edit.Commit with { At = Seen(edit.Provider, edit.Commit.At) } }).ToList();
        var massLabels = mass.Select(edit => (edit.Provider, edit.Field, edit.Commit.At)).ToHashSet();
        MassEdits = new(
            mass.Count,
            mass.Count(edit => massTold.Contains((edit.Provider, edit.Field, edit.Commit.At))),
            mass.Count(edit => massTold.Contains((edit.Provider, edit.Field, edit.Commit.At)) || edit.Models.All(model => IsUnderReview((edit.Provider, model, edit.Field, edit.Commit.At)))),
            massTold.Count,
            massTold.Count(massLabels.Contains));
        Removals = Removal.From(labels.Departures, snapshot);
    }

    public Figures Flaps { get; }

    public Figures Moves { get; }

    /// <summary>Of the moves those of ten times and more, and to zero. Their precision says nothing: what else was told is the others.</summary>
    public Figures TrulyTenfold { get; }

    public Figures MassEdits { get; }

    public Figures MassRows { get; }

    public Removal Removals { get; }

    private static (string Provider, string Model, string Field, DateTimeOffset At) Told(Review review, ReviewPart part) =>
        (part.Model.Provider, part.Model.Id, Plain(part.Field), review.OpenedAt);

    /// <summary>While a provider's rows are held as a whole nothing of it is seen; what changed meanwhile is seen when that ends.</summary>
    private DateTimeOffset Seen(string provider, DateTimeOffset at) =>
        _removals[provider].FirstOrDefault(review => review.OpenedAt <= at && at < review.ClosedAt)?.ClosedAt ?? at;

    private Figures Measure(
        IEnumerable<(string Provider, string Model, string Field, DateTimeOffset At)> labelled, IEnumerable<(string Provider, string Model, string Field, DateTimeOffset At)> told)
    {
        var labels = labelled.ToHashSet();
        var found = told.ToHashSet();
        return new(labels.Count, labels.Count(found.Contains), labels.Count(label => found.Contains(label) || IsUnderReview(label)), found.Count, found.Count(labels.Contains));
    }

    /// <summary>The value was opened or still held at that time, for whatever reason: the change did not reach the catalogue unseen.</summary>
    private bool IsUnderReview((string Provider, string Model, string Field, DateTimeOffset At) label) => _parts[(label.Provider, label.Model, label.Field)]
        .Any(pair => pair.Review.OpenedAt == label.At || (pair.Review.State is not ReviewState.Flagged && pair.Review.OpenedAt <= label.At && (pair.Review.ClosedAt is null || pair.Review.ClosedAt >= label.At)));

    private static string Plain(string path) => path.StartsWith("extra.", StringComparison.Ordinal) ? path["extra.".Length..] : path;

    /// <param name="Named">Found under the name that the label has.</param>
    /// <param name="Caught">Those, and what was under review then for another reason.</param>
    /// <param name="Told">What the guards called so.</param>
    internal sealed record Figures(int Labelled, int Named, int Caught, int Told, int Right)
    {
        public double Precision => Told == 0 ? 1 : Right / (double)Told;

        public double Recall => Labelled == 0 ? 1 : Named / (double)Labelled;

        public double CaughtShare => Labelled == 0 ? 1 : Caught / (double)Labelled;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Labelled} labelled, {Named} named (recall {Recall:0.000}), {Caught} under review ({CaughtShare:0.000}), {Told} told (precision {Precision:0.000})");
    }

    /// <param name="Delays">From the commit that took a listing away for good to its removal in the catalogue.</param>
    internal sealed record Removal(int ForGood, int NotRemoved, IReadOnlyList<TimeSpan> Delays, IReadOnlyList<TimeSpan> BigDelays, int CameBack)
    {
        public static Removal From(IReadOnlyList<RealHistory.Departure> departures, CatalogSnapshot snapshot)
        {
            var big = departures.GroupBy(gone => (gone.Commit, gone.Provider)).Where(group => group.Count() > 0.2 * group.First().Listings).Select(group => group.Key).ToHashSet();
            var last = departures.Where(gone => gone.Back is null)
                .Select(gone => (Gone: gone, Row: snapshot.FindExact(new(gone.Provider, gone.Model))))
                .ToList();
            var removed = last.Where(pair => pair.Row is { Availability: Availability.Removed, RemovedAt: not null }).ToList();

            // A model whose removal and whose arrival fell within hours was never in the catalogue.
            return new(
                last.Count,
                last.Count(pair => pair.Row is { Availability: not Availability.Removed }),
                [.. removed.Select(pair => pair.Row!.RemovedAt!.Value - pair.Gone.Commit.At).Order()],
                [.. removed.Where(pair => big.Contains((pair.Gone.Commit, pair.Gone.Provider))).Select(pair => pair.Row!.RemovedAt!.Value - pair.Gone.Commit.At).Order()],
                departures.Count(gone => gone.Back is not null));
        }
    }
}
