namespace Tamma.Catalog.Retention;

/// <summary>For how long what is over is kept; null is for ever. What stands now is always kept. Defaults are those of architecture §10.</summary>
public sealed record RetentionOptions
{
    public TimeSpan? Versions { get; init; }

    /// <summary>How many versions of a model are kept at most, the current one among them; null for all.</summary>
    public int? VersionsPerModel { get; init; }

    public TimeSpan? Events { get; init; }

    /// <summary>Claims that are over. Without them nobody can be told who said what at a time; versions do not need them.</summary>
    public TimeSpan? Claims { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Contents of documents that no current claim was read from.</summary>
    public TimeSpan? Documents { get; init; }

    public TimeSpan? Runs { get; init; }

    /// <summary>Reviews that are closed. A rejected one binds while it is kept.</summary>
    public TimeSpan? Reviews { get; init; }

    public TimeSpan? Health { get; init; }

    /// <summary>What was asked, in whole days.</summary>
    public TimeSpan? Searches { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The times before which each kind goes.</summary>
    public RetentionLimits At(DateTimeOffset now) => new()
    {
        Versions = now - Versions,
        VersionsPerModel = VersionsPerModel,
        Events = now - Events,
        Claims = now - Claims,
        Documents = now - Documents,
        Runs = now - Runs,
        Reviews = now - Reviews,
        Health = now - Health,
        Searches = now - Searches,
    };
}

/// <summary>What is older goes; null keeps all.</summary>
public sealed record RetentionLimits
{
    public DateTimeOffset? Versions { get; init; }

    public int? VersionsPerModel { get; init; }

    public DateTimeOffset? Events { get; init; }

    public DateTimeOffset? Claims { get; init; }

    public DateTimeOffset? Documents { get; init; }

    public DateTimeOffset? Runs { get; init; }

    public DateTimeOffset? Reviews { get; init; }

    public DateTimeOffset? Health { get; init; }

    public DateTimeOffset? Searches { get; init; }
}
