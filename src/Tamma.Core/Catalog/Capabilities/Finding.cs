using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>Something in a model's description that cannot be right, or that its reader should know.</summary>
/// <param name="Code">Stable, for programs: <c>INCONSISTENT_TOKEN_LIMITS</c>.</param>
/// <param name="Field">Dotted field, or the capability's name with its attribute.</param>
/// <param name="Value">What is there; null where something is missing.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Suggestion">What to do about it.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string Field, FieldValue? Value, string Message, string Suggestion);

public enum FindingSeverity
{
    /// <summary>Cannot be true.</summary>
    Error,

    /// <summary>Can hardly be true.</summary>
    Warning,

    /// <summary>True perhaps, and worth knowing.</summary>
    Info,
}
