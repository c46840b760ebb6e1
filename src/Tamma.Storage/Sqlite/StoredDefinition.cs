using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Providers;
using Tamma.Security;

namespace Tamma.Storage.Sqlite;

/// <summary>A connection's definition as the column holds it. A member that an older row does not have is as if nobody had set it.</summary>
internal sealed record StoredDefinition
{
    public required string Type { get; init; }

    public required string Provider { get; init; }

    public required string Url { get; init; }

    /// <summary><c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public string? Credential { get; init; }

    public string? Username { get; init; }

    public SortedDictionary<string, string>? Headers { get; init; }

    public required double IntervalSeconds { get; init; }

    public string? Listings { get; init; }

    public bool Bills { get; init; }

    public bool Optional { get; init; }

    public string[]? Include { get; init; }

    public string[]? Exclude { get; init; }

    public ConnectionLimits? Limits { get; init; }

    public SortedDictionary<string, string>? Settings { get; init; }

    public static string Write(ConnectionOptions options) => JsonSerializer.Serialize(
        new()
        {
            Type = options.Type,
            Provider = options.Provider,
            Url = options.Url.OriginalString,
            Credential = options.Credential?.ToString(),
            Username = options.Username,
            Headers = options.Headers.IsEmpty ? null : new(options.Headers.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            IntervalSeconds = options.Interval.TotalSeconds,
            Listings = options.Listings.ToString(),
            Bills = options.Bills,
            Optional = options.Optional,
            Include = options.Include.IsEmpty ? null : [.. options.Include],
            Exclude = options.Exclude.IsEmpty ? null : [.. options.Exclude],
            Limits = options.Limits == new ConnectionLimits() ? null : options.Limits,
            Settings = options.Settings.IsEmpty ? null : new(options.Settings.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        },
        StoredDefinitionContext.Default.StoredDefinition);

    public static ConnectionOptions Read(string id, ReadOnlySpan<byte> json)
    {
        var stored = JsonSerializer.Deserialize(json, StoredDefinitionContext.Default.StoredDefinition)!;
        return new()
        {
            Id = id,
            Type = stored.Type,
            Provider = stored.Provider,
            Url = new(stored.Url),
            Credential = stored.Credential is { } text && CredentialReference.TryParse(text, out var reference) ? reference : null,
            Username = stored.Username,
            Headers = stored.Headers?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty,
            Interval = TimeSpan.FromSeconds(stored.IntervalSeconds),
            Listings = Enum.TryParse<ListingScope>(stored.Listings, out var scope) ? scope : ListingScope.MyProviders,
            Bills = stored.Bills,
            Optional = stored.Optional,
            Include = [.. stored.Include ?? []],
            Exclude = [.. stored.Exclude ?? []],
            Limits = stored.Limits ?? new(),
            Settings = stored.Settings?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty,
        };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredDefinition))]
internal sealed partial class StoredDefinitionContext : JsonSerializerContext;
