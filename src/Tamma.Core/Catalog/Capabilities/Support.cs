namespace Tamma.Catalog.Capabilities;

/// <summary>Whether a model can do a thing. What nobody states is unknown, and never a no.</summary>
public enum Support
{
    Unknown,
    No,
    Yes,
}

/// <summary>Kleene's three-valued "or" and "and".</summary>
public static class Supports
{
    public static Support Of(bool? isSo) => isSo switch { true => Support.Yes, false => Support.No, null => Support.Unknown };

    /// <summary>Yes when one is, no when all are; no statement at all is unknown.</summary>
    public static Support Any(IReadOnlyCollection<Support> parts) =>
        parts.Contains(Support.Yes) ? Support.Yes
        : parts.Count > 0 && parts.All(part => part is Support.No) ? Support.No
        : Support.Unknown;

    /// <summary>No when one is, yes when all are; of nothing it is yes, because nothing was asked.</summary>
    public static Support All(IReadOnlyCollection<Support> parts) =>
        parts.Contains(Support.No) ? Support.No
        : parts.All(part => part is Support.Yes) ? Support.Yes
        : Support.Unknown;
}
