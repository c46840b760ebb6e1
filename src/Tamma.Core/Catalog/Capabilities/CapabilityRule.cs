namespace Tamma.Catalog.Capabilities;

/// <summary>One thing that is checked of every model.</summary>
/// <param name="Code">What its findings are called.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Meaning">When it is found.</param>
/// <param name="Find">Pure. A value that is unknown is never found fault with.</param>
public sealed record CapabilityRule(string Code, FindingSeverity Severity, string Meaning, Func<CapabilityFacts, IEnumerable<Sighting>> Find);

/// <summary>What a rule saw, before it has a code.</summary>
public sealed record Sighting(string Field, Fields.FieldValue? Value, string Message, string Suggestion);
