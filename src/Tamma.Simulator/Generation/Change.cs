using System.Text.Json.Serialization;

namespace Tamma.Simulator.Generation;

/// <summary>What one tick did, and where.</summary>
internal sealed record Change(ChangeKind Kind, string? World = null, string? Provider = null, string? Id = null);

/// <summary>The kinds of change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
internal enum ChangeKind
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("price")]
    Price,

    [JsonStringEnumMemberName("limit")]
    Limit,

    [JsonStringEnumMemberName("added")]
    Added,

    [JsonStringEnumMemberName("removed")]
    Removed,

    [JsonStringEnumMemberName("status")]
    Status,

    [JsonStringEnumMemberName("deprecated")]
    Deprecated,

    [JsonStringEnumMemberName("loaded")]
    Loaded,

    [JsonStringEnumMemberName("pulled")]
    Pulled,
}
