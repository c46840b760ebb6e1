namespace Tamma.Catalog.Lifecycle;

/// <summary>Where a model stands in its life, in the order in which it goes through them.</summary>
public enum LifecycleStage
{
    /// <summary>Offered for trial.</summary>
    Preview,

    /// <summary>Listed now, and nobody says that it ends.</summary>
    Active,

    /// <summary>Its end is announced, with or without a date.</summary>
    Deprecated,

    /// <summary>It ended as announced.</summary>
    Retired,

    /// <summary>It was removed and no announced end had come.</summary>
    Gone,
}
