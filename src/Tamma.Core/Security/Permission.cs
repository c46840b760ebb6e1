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

    /// <summary>Say something of models that counts above all sources: overrides, annotations, going back to a version; bring in operator data.</summary>
    CatalogManage,

    /// <summary>Call models to see whether they may be called; may cost money, under a cap.</summary>
    ModelsVerify,

    /// <summary>Measure models under load, and cancel that; costs what the requests cost, within a budget.</summary>
    BenchmarksRun,

    /// <summary>Add, change, switch, remove and test connections.</summary>
    ProvidersManage,

    /// <summary>See, make, change, stop and remove subscriptions, and see what became of their messages.</summary>
    SubscriptionsManage,

    /// <summary>Make and reset keys.</summary>
    AccessManage,
}
