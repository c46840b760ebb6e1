namespace Tamma.Server.Projections;

/// <summary>The time that stages of life are judged at.</summary>
/// <param name="IsPast">It was asked for by <c>as_of</c>; the neighbours of then are not at hand.</param>
internal readonly record struct Moment(DateTimeOffset Time, bool IsPast = false)
{
    public DateOnly Day => DateOnly.FromDateTime(Time.UtcDateTime);
}
