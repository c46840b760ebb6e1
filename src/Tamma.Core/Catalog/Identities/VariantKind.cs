namespace Tamma.Catalog.Identities;

/// <summary>A way in which the same model is offered.</summary>
public enum VariantKind
{
    /// <summary>Another price, free as a rule.</summary>
    Price,

    /// <summary>Weights packed in another way.</summary>
    Quantization,

    /// <summary>Served in one region.</summary>
    Region,

    /// <summary>A kind of host, for example in an enclave.</summary>
    Host,

    /// <summary>How a router picks the host, or what it adds.</summary>
    Routing,

    /// <summary>Served faster.</summary>
    Speed,

    /// <summary>With or without reasoning, or with another effort.</summary>
    Effort,

    /// <summary>Another size of the context.</summary>
    Context,
}
