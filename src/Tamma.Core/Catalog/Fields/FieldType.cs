namespace Tamma.Catalog.Fields;

/// <summary>What a field's value may be. Absent is always possible and means unknown.</summary>
public enum FieldType
{
    Text,

    /// <summary>Yes or no; the third state is absence.</summary>
    Flag,

    /// <summary>A count, for example of tokens. Above zero.</summary>
    Count,

    /// <summary>US dollars for a million tokens, exact decimal.</summary>
    Money,

    /// <summary>A plain number, exact decimal.</summary>
    Number,

    /// <summary>A date as precise as its source knows it: <c>2025</c>, <c>2025-09</c> or <c>2025-09-29</c>.</summary>
    Date,

    /// <summary>A list of words, in the source's order.</summary>
    Words,

    /// <summary>A structure that is compared as a whole, kept as canonical JSON.</summary>
    Json,
}

/// <summary>What a field is about. The resolution policy ranks sources per group.</summary>
public enum FieldGroup
{
    Identity,
    Capability,
    Limit,
    Price,
    Lifecycle,
    Metadata,

    /// <summary>What a server is doing with it now, for example whether it is loaded. A change of these alone makes no version.</summary>
    State,

    /// <summary>What the operator keeps beside the facts: whether it is hidden, tags, notes, attributes.</summary>
    Operator,
}
