using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Notifications.Filtering;

/// <summary>How the prices that an event changes move, those of single offers among them. A price of zero is not counted: nothing is a multiple of it.</summary>
internal static class PriceFactors
{
    private const string OfferPrefix = "offers.";
    private const int Places = 10;

    public static bool Any(EventRow row) => row.Envelope.Event.ModelId is not null && row.Changes.Changes.Any(change => FieldOf(change) is { Group: FieldGroup.Price });

    /// <summary>By which factor the price that rises most rises; null where none does.</summary>
    public static decimal? Rise(EventRow row) => Greatest(row, static (old, now) => now > old ? Ratio(now, old) : 0);

    /// <summary>By which factor the price that falls most falls: 2 is half of what it was; null where none does.</summary>
    public static decimal? Fall(EventRow row) => Greatest(row, static (old, now) => old > now ? Ratio(old, now) : 0);

    private static decimal? Greatest(EventRow row, Func<decimal, decimal, decimal> measure)
    {
        if (row.Envelope.Event.ModelId is null)
        {
            return null;
        }

        var most = 0m;
        foreach (var change in row.Changes.Changes)
        {
            if (FieldOf(change) is { Group: FieldGroup.Price, Type: FieldType.Money } && change is { Old: { IsNumber: true } old, New: { IsNumber: true } now } && old.AsNumber() > 0 && now.AsNumber() > 0)
            {
                most = Math.Max(most, measure(old.AsNumber(), now.AsNumber()));
            }
        }

        return most > 0 ? most : null;
    }

    private static decimal Ratio(decimal more, decimal less)
    {
        try
        {
            return decimal.Round(more / less, Places);
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }

    /// <summary>A connection's id has no dot.</summary>
    private static Field? FieldOf(FieldChange change)
    {
        var path = change.Path;
        var end = path.StartsWith(OfferPrefix, StringComparison.Ordinal) ? path.IndexOf('.', OfferPrefix.Length) : -1;
        return FieldRegistry.Models.Find(end < 0 ? path : path[(end + 1)..]);
    }
}
