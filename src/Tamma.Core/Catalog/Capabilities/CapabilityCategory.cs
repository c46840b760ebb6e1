namespace Tamma.Catalog.Capabilities;

/// <summary>What a capability is about.</summary>
public enum CapabilityCategory
{
    Core,
    Input,
    Output,
    Performance,
    Security,
    Integration,
    Specialized,
}
