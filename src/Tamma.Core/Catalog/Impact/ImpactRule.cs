using System.Collections.Immutable;
using Tamma.Catalog.Fields;
using static Tamma.Catalog.Impact.Effect;
using static Tamma.Catalog.Impact.Movement;

namespace Tamma.Catalog.Impact;

/// <summary>Which change means what. The first rule that fits a change decides.</summary>
/// <param name="Group">Fields of this group; null for any.</param>
/// <param name="Path">This field alone; null for any.</param>
/// <param name="Movement">Changes of this way; null for any.</param>
/// <param name="To">Changes to this text; null for any.</param>
/// <param name="Effect">What they mean.</param>
/// <param name="Sentence">With <c>{field}</c>, <c>{old}</c>, <c>{new}</c>, <c>{percent}</c>, <c>{lost}</c> and <c>{added}</c>.</param>
internal sealed record ImpactRule(FieldGroup? Group, string? Path, Movement? Movement, string? To, Effect Effect, string Sentence)
{
    /// <summary>The path under which a connection's access is compared, whichever connection it is.</summary>
    public const string Offer = "offers.*";

    public const string Availability = "availability";

    public static ImmutableArray<ImpactRule> All { get; } =
    [
        new(null, Availability, null, "removed", Breaking, "The model is gone."),
        new(null, Availability, null, "missing", Breaking, "The model is no longer listed."),
        new(null, Availability, null, null, NonBreaking, "The model is listed again."),

        new(null, Offer, BecameKnown, null, NonBreaking, "It can be had through another connection ({field})."),
        new(null, Offer, BecameUnknown, null, Breaking, "It can no longer be had through a connection ({field})."),
        new(null, Offer, null, "callable", NonBreaking, "It may be called ({field}: {old} → {new})."),
        new(null, Offer, null, "unverified", NonBreaking, "It is listed, and nobody has tried it ({field}: {old} → {new})."),
        new(null, Offer, null, null, Breaking, "It may not be called ({field}: {old} → {new})."),

        new(null, "status", null, "deprecated", Breaking, "Its end is announced."),
        new(null, "status", null, "retired", Breaking, "It has been retired."),
        new(null, "shutdown_date", BecameKnown, null, Breaking, "It ends on {new}."),
        new(null, "shutdown_date", Earlier, null, Breaking, "It ends earlier: {old} → {new}."),
        new(null, "shutdown_date", Later, null, NonBreaking, "It ends later: {old} → {new}."),
        new(null, "shutdown_date", BecameUnknown, null, NonBreaking, "No end is announced any more; it was {old}."),
        new(null, "deprecated_at", BecameKnown, null, Breaking, "Its end is announced, since {new}."),
        new(null, "api.id", Changed, null, Breaking, "The name to send on the wire is another: {old} → {new}."),
        new(null, "digest", Changed, null, Neutral, "Other weights are served under this name."),
        new(null, "alias_of", Changed, null, Neutral, "The name points to another model: {old} → {new}."),

        new(null, "cost.discount", Raised, null, NonBreaking, "More is taken off the list price: {old} → {new}."),
        new(null, "cost.discount", Lowered, null, Breaking, "Less is taken off the list price: {old} → {new}."),
        new(FieldGroup.Price, null, Raised, null, Breaking, "{field} costs more: {old} → {new}{percent}."),
        new(FieldGroup.Price, null, Lowered, null, NonBreaking, "{field} costs less: {old} → {new}{percent}."),

        new(FieldGroup.Limit, null, Lowered, null, Breaking, "{field} is lower: {old} → {new}{percent}."),
        new(FieldGroup.Limit, null, Raised, null, NonBreaking, "{field} is higher: {old} → {new}{percent}."),
        new(null, "temperature_max", Lowered, null, Breaking, "{field} is lower: {old} → {new}."),
        new(null, "temperature_max", Raised, null, NonBreaking, "{field} is higher: {old} → {new}."),

        // Whether what goes in or out is filtered is no capability that a caller gains or loses.
        new(null, "moderated", null, null, Neutral, "{field}: {old} → {new}."),
        new(FieldGroup.Capability, null, Lost, null, Breaking, "{field} is no longer there."),
        new(FieldGroup.Capability, null, Gained, null, NonBreaking, "{field} is new."),
        new(FieldGroup.Capability, null, KnownToBe, null, NonBreaking, "{field} is known to be there; it was unknown."),
        new(FieldGroup.Capability, null, WordsLost, null, Breaking, "{field} no longer has {lost}."),
        new(FieldGroup.Capability, null, WordsAdded, null, NonBreaking, "{field} has {added} too."),

        new(null, null, BecameKnown, null, Neutral, "{field} is known: {new}."),
        new(null, null, KnownToBe, null, Neutral, "{field} is known: {new}."),
        new(null, null, BecameUnknown, null, Neutral, "{field} is no longer stated; it was {old}."),
        new(null, null, null, null, Neutral, "{field}: {old} → {new}."),
    ];

    public bool Fits(string path, Field? field, Movement movement, FieldValue? now) =>
        (Group is null || field?.Group == Group)
        && (Path is null || Path == path)
        && (Movement is null || Movement == movement)
        && (To is null || (now is { IsText: true } text && text.AsText() == To));
}
