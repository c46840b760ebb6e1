using System.Collections.Immutable;
using System.Globalization;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>How many prices are lower after some events than before, and how many higher. A price that is new, or goes, is neither.</summary>
internal readonly record struct PriceMoves(int Fell, int Rose)
{
    public static PriceMoves Of(IEnumerable<EventEnvelope> events)
    {
        var moves = events
            .SelectMany(told => StatedChange.Of(told.Event).Where(change => change.IsPrice).Select(change => (Key: (told.Event.Provider, told.Event.ModelId, change.Field), Change: change)))
            .GroupBy(pair => pair.Key, pair => pair.Change)
            .Select(price => (price.First() with { New = price.Last().New }).Direction)
            .ToImmutableArray();
        return new(moves.Count(move => move < 0), moves.Count(move => move > 0));
    }

    /// <summary>Empty where none moved.</summary>
    public override string ToString() => (Fell, Rose) switch
    {
        (0, 0) => "",
        (_, 0) => $"{EventWords.Many(Fell, "price", "prices")} fell",
        (0, _) => $"{EventWords.Many(Rose, "price", "prices")} rose",
        _ => string.Create(CultureInfo.InvariantCulture, $"{EventWords.Many(Fell, "price", "prices")} fell, {Rose} rose"),
    };
}
