using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Client;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>The ledger → overrides on the wire.</summary>
internal static class OverrideProjection
{
    public static OverrideResponse Project(Override entry) => new()
    {
        Id = entry.Id,
        Batch = entry.Batch,
        Kind = Words.Of(entry.Kind),
        Key = entry.Key.ToString(),
        Field = entry.Field,
        Value = FieldReader.ToJson(entry.Value),
        State = entry.IsInForce ? "active" : "ended",
        Author = entry.Author,
        Reason = entry.Reason,
        CreatedAt = entry.CreatedAt,
        ExpiresAt = entry.ExpiresAt,
        Upstream = FieldReader.ToJson(entry.Upstream),
        MovedTo = FieldReader.ToJson(entry.MovedTo),
        MovedAt = entry.MovedAt,
        EndedAt = entry.EndedAt,
        EndedBy = entry.EndedBy,
        EndReason = entry.EndReason,
    };

    public static AnnotationResponse Annotations(ModelKey key, IReadOnlyCollection<Override> entries) => new()
    {
        Key = key.ToString(),
        Hidden = entries.Any(entry => entry.Field == OverrideFields.Hidden.Path && entry.Value is { IsFlag: true } flag && flag.AsFlag()),
        Tags = entries.FirstOrDefault(entry => entry.Field == OverrideFields.Tags.Path) is { Value: { IsWords: true } tags } ? tags.AsWords() : [],
        Notes = entries.FirstOrDefault(entry => entry.Field == OverrideFields.Notes.Path) is { Value: { IsText: true } notes } ? notes.AsText() : null,
        Attributes = entries.Where(entry => entry.Field.StartsWith(FieldRegistry.AttributePrefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Field[FieldRegistry.AttributePrefix.Length..], entry => FieldReader.ToJson(entry.Value), StringComparer.Ordinal),
    };
}
