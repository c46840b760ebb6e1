using System.Globalization;

namespace Tamma.Storage.Tests.Ways.Recorded;

/// <summary>
/// What the recordings alone say that happened, by comparing each with the one before. A loss of more than 30 % of ten or more, or of
/// all, is a crowd: it may wait for a rule.
/// </summary>
internal sealed class ExpectedHistory
{
    private static readonly TimeSpan s_removal = TimeSpan.FromHours(24);

    private readonly Dictionary<string, (Recording Recording, Dictionary<string, Dictionary<string, decimal>> Models)> _last = new(StringComparer.Ordinal);

    public List<Happening> All { get; } = [];

    public int Crowds { get; private set; }

    /// <param name="recording">The next of its endpoint.</param>
    /// <param name="runs">When it is read.</param>
    public void Add(Recording recording, IReadOnlyList<DateTimeOffset> runs)
    {
        if (!recording.IsList)
        {
            return;
        }

        var now = recording.Models();
        if (!_last.TryGetValue(recording.Folder, out var last))
        {
            All.AddRange(now.Keys.Select(id => new Happening("launch", recording.Folder, id, "", recording.At, IsCrowd: false)));
        }
        else
        {
            var gone = last.Models.Keys.Except(now.Keys).ToList();
            var isCrowd = gone.Count == last.Models.Count || (last.Models.Count >= 10 && gone.Count > last.Models.Count * 0.3);
            Crowds += isCrowd ? 1 : 0;
            var ends = last.Recording.Ends();
            All.AddRange(now.Keys.Except(last.Models.Keys).Select(id => new Happening("launch", recording.Folder, id, "", recording.At, isCrowd)));
            foreach (var id in gone)
            {
                if (ends.TryGetValue(id, out var end) && end <= DateOnly.FromDateTime(recording.At.UtcDateTime))
                {
                    All.Add(new("removal", recording.Folder, id, "", recording.At, isCrowd));
                    continue;
                }

                // Three complete answers and a day without it.
                var removed = runs.Select((at, index) => (at, Answers: index + 1)).FirstOrDefault(run => run.Answers >= 3 && run.at - recording.At >= s_removal).at;
                All.Add(new("missing", recording.Folder, id, "", recording.At, isCrowd));
                All.Add(new("removal", recording.Folder, id, "", removed, isCrowd));
            }

            foreach (var (id, prices) in now.Where(model => last.Models.ContainsKey(model.Key)))
            {
                var before = last.Models[id];
                All.AddRange(
                    from field in before.Keys.Union(prices.Keys)
                    let old = Text(before, field)
                    let price = Text(prices, field)
                    where old != price
                    select new Happening("price", recording.Folder, id, $"{field} {old} → {price}", recording.At, isCrowd));
            }
        }

        _last[recording.Folder] = (recording, now);
    }

    public static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static string Text(Dictionary<string, decimal> prices, string field) => prices.TryGetValue(field, out var price) ? Text(price) : "-";

    /// <param name="Kind">launch, missing, removal or price.</param>
    /// <param name="IsCrowd">Came with so large a loss that a guard may hold it for a while.</param>
    internal sealed record Happening(string Kind, string Folder, string Id, string What, DateTimeOffset At, bool IsCrowd)
    {
        /// <summary>All but the time.</summary>
        public string Name => $"{Kind} {Folder}/{Id} {What}";
    }
}
