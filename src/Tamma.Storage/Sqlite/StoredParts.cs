using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Discovery;

namespace Tamma.Storage.Sqlite;

/// <summary>The values that a review is about, as JSON; null when there are none beside its own.</summary>
internal static class StoredParts
{
    public static string? Write(ImmutableArray<ReviewPart> parts) => parts.IsEmpty ? null : JsonSerializer.Serialize(
        [.. parts.Select(part => new StoredPart(
            part.Model.Provider, part.Model.Id, part.Field, StoredJson.ToStored(part.Old), StoredJson.ToStored(part.Proposed), (int?)part.Kind, part.Returns))],
        StoredPartsContext.Default.StoredPartArray);

    public static ImmutableArray<ReviewPart> Read(ReadOnlySpan<byte> json) =>
    [
        .. JsonSerializer.Deserialize(json, StoredPartsContext.Default.StoredPartArray)!.Select(part => new ReviewPart(
            new(part.Provider, part.Id), part.Field, StoredJson.FromStored(part.Old), StoredJson.FromStored(part.Proposed), (ReviewKind?)part.Kind, part.Returns)),
    ];
}

internal sealed record StoredPart(string Provider, string Id, string Field, StoredValue? Old, StoredValue? Proposed, int? Kind, bool Returns);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredPart[]))]
internal sealed partial class StoredPartsContext : JsonSerializerContext;
