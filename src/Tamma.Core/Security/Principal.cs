using System.Collections.Immutable;

namespace Tamma.Security;

/// <summary>Who asks, and what they may do.</summary>
public sealed record Principal(string Name, ImmutableArray<Permission> Permissions)
{
    /// <summary>A caller without a key on this machine: may read, and nothing else.</summary>
    public static Principal LocalReader { get; } = new("local", [Permission.CatalogRead]);

    public bool May(Permission permission) => Permissions.Contains(permission);
}
