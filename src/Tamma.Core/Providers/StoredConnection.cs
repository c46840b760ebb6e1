namespace Tamma.Providers;

/// <summary>What is kept of a connection beside the configuration.</summary>
public sealed record StoredConnection
{
    public required string Id { get; init; }

    /// <summary>How it is read; null where the configuration says that and only <see cref="Enabled"/> is kept.</summary>
    public ConnectionOptions? Definition { get; init; }

    public required ConnectionOrigin Origin { get; init; }

    public required bool Enabled { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The principal who added it; null for one that was found.</summary>
    public string? CreatedBy { get; init; }
}

/// <summary>Who says that a connection is there.</summary>
public enum ConnectionOrigin
{
    /// <summary>A file, the environment, the command line, or the program that embeds the service.</summary>
    Configured,

    /// <summary>Added while the service ran.</summary>
    Stored,

    /// <summary>A server on this machine that answered at a usual place.</summary>
    Found,
}
