using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>A capability that a model may have: its name, other people's names for it, what it builds on, and how it is read from a model's fields.</summary>
public sealed record CapabilityDefinition(string Name, CapabilityCategory Category, string Meaning)
{
    /// <summary>Other names, in the form that <see cref="CapabilityNames.Plain"/> gives.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>A model that has this has those too; one that lacks one of them is misdescribed.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Of little use without those.</summary>
    public ImmutableArray<string> Recommends { get; init; } = [];

    /// <summary>Looked at in this order; the first that knows decides. Empty where no source states it.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    public ImmutableArray<CapabilityAttribute> Attributes { get; init; } = [];

    public Support In(FieldSet values)
    {
        foreach (var evidence in Evidence)
        {
            if (evidence.In(values) is not Support.Unknown and var known)
            {
                return known;
            }
        }

        return Support.Unknown;
    }
}

/// <summary>A setting or bound of a capability.</summary>
/// <param name="Field">The field of a model that holds it; null where no source states it, so that it is known from a caller's document only.</param>
public sealed record CapabilityAttribute(string Name, FieldType Type, string Meaning, Field? Field = null, string? Unit = null);
