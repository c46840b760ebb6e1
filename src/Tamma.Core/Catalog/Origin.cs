namespace Tamma.Catalog;

/// <summary>
/// Where a resolved value comes from, in eight bytes: the losers stay in the store and are read when somebody asks why.
/// </summary>
/// <param name="Source">Index in the catalogue's source table.</param>
/// <param name="SinceDay">The day since when this source has said so, as days since 1970-01-01 UTC.</param>
/// <param name="Confidence">0 to 100, from the resolution policy.</param>
/// <param name="Disputed">Another source that is not derived from the winner says otherwise.</param>
public readonly record struct Origin(byte Source, int SinceDay, byte Confidence, bool Disputed)
{
    public DateOnly Since => DateOnly.FromDayNumber(SinceDay + s_epoch);

    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static int DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).DayNumber - s_epoch;
}
