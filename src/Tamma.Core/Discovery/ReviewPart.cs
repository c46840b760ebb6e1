using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>One value that a review is about; null is unknown.</summary>
/// <param name="Field">The field's path.</param>
/// <param name="Old">The value that stands.</param>
/// <param name="Proposed">The value that the source gives now.</param>
/// <param name="Kind">What is strange about this one for itself; null when only the crowd is.</param>
/// <param name="Returns">It is what it was shortly before.</param>
public sealed record ReviewPart(ModelKey Model, string Field, FieldValue? Old, FieldValue? Proposed, ReviewKind? Kind = null, bool Returns = false);
