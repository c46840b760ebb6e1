namespace Tamma.Catalog.Identities;

/// <summary>Another name that a source gives to a listing.</summary>
/// <param name="Text">As the source writes it.</param>
/// <param name="Listing">What it is said of.</param>
/// <param name="Field">The field that says so: <c>canonical_id</c>, <c>aliases</c> or <c>hugging_face_id</c>.</param>
public sealed record StatedName(string Text, ModelKey Listing, string Field);
