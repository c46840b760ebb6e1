namespace Tamma.Client;

/// <summary>A capability that a model may have.</summary>
public sealed record CapabilityResponse
{
    /// <summary>Its name here, for example <c>tool_calling</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>core</c>, <c>input</c>, <c>output</c>, <c>performance</c>, <c>security</c>, <c>integration</c> or <c>specialized</c>.</summary>
    public required string Category { get; init; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; init; }

    /// <summary>What its value is: <c>yes_no_unknown</c>, or <c>figures</c> for a group of attributes.</summary>
    public required string Type { get; init; }

    /// <summary>Other people's names for it, which are understood wherever its name is.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Capabilities that it builds on, directly or not.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>Capabilities without which it is of little use.</summary>
    public required IReadOnlyList<string> Recommends { get; init; }

    /// <summary>Capabilities that build on it.</summary>
    public required IReadOnlyList<string> Dependents { get; init; }

    /// <summary>How it is read from a model's fields; the first that knows decides. Empty where no source states it.</summary>
    public required IReadOnlyList<string> ReadFrom { get; init; }

    /// <summary>Its settings and bounds.</summary>
    public required IReadOnlyList<CapabilityAttributeResponse> Attributes { get; init; }

    /// <summary>How many models have it; only where one capability was asked for.</summary>
    public CapabilityUseResponse? Use { get; init; }
}

/// <summary>A setting or bound of a capability.</summary>
public sealed record CapabilityAttributeResponse
{
    /// <summary>Its name within the capability.</summary>
    public required string Name { get; init; }

    /// <summary><c>text</c>, <c>flag</c>, <c>count</c>, <c>money</c>, <c>number</c>, <c>words</c> or <c>json</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; init; }

    /// <summary>Its unit.</summary>
    public string? Unit { get; init; }

    /// <summary>The model's dotted field that holds it; null where no source states it.</summary>
    public string? Field { get; init; }
}

/// <summary>How many models have a capability.</summary>
public sealed record CapabilityUseResponse
{
    /// <summary>They have it.</summary>
    public int Yes { get; init; }

    /// <summary>They have not.</summary>
    public int No { get; init; }

    /// <summary>Nobody says.</summary>
    public int Unknown { get; init; }
}
