namespace Tamma.Catalog.Identities;

/// <param name="Text">As the name has it.</param>
public readonly record struct NameVariant(VariantKind Kind, string Text);
