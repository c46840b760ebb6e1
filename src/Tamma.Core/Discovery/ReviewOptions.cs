namespace Tamma.Discovery;

/// <summary>When values look wrong, and when what looks wrong is believed after all. docs/noise.md has the figures behind the defaults.</summary>
public sealed record ReviewOptions
{
    /// <summary>How long a source must go on saying the same until a held value or removal is believed without a person.</summary>
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>In how many answers a held value must have been seen by then, the first included.</summary>
    public int ConfirmSightings { get; init; } = 2;

    /// <summary>How long a connection must go on listing nothing at all until that is believed without a person.</summary>
    public TimeSpan EmptyAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A value that becomes what it was less than so long ago flaps.</summary>
    public TimeSpan FlapWithin { get; init; } = TimeSpan.FromDays(45);

    /// <summary>The flap from which on a third party is no longer believed at once.</summary>
    public int HeldFlap { get; init; } = 3;

    /// <summary>One field changed in so many of a provider's models at once is a mass edit…</summary>
    public int MassModels { get; init; } = 12;

    /// <summary>…when they are also this share of its models.</summary>
    public double MassShare { get; init; } = 0.05;

    /// <summary>A capability that so many models, and <see cref="LostShare"/> of them, lose at once is a finding of its own.</summary>
    public int LostModels { get; init; } = 5;

    public double LostShare { get; init; } = 0.20;

    /// <summary>How long a decision lets the same proposal through: after a crash between a decision and its effect the next run brings it about.</summary>
    public TimeSpan AcceptedFor { get; init; } = TimeSpan.FromDays(7);
}
