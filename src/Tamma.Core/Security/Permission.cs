namespace Tamma.Security;

/// <summary>What a principal may do. Every route asks for one; which, stands in docs/contract/endpoints.txt.</summary>
public enum Permission
{
    /// <summary>Models, providers, connections, sources, changes, versions.</summary>
    CatalogRead,

    /// <summary>Start and follow discovery runs.</summary>
    DiscoveryRun,

    /// <summary>Accept and reject reviews.</summary>
    ReviewDecide,

    /// <summary>Add, change, switch, remove and test connections.</summary>
    ProvidersManage,

    /// <summary>Make and reset keys.</summary>
    AccessManage,
}
