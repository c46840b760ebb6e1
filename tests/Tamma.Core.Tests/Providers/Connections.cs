using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Providers;

internal static class Connections
{
    public static ReferenceSourceOptions ModelsDev { get; } = ReferenceSourceOptions.ModelsDev with { Listings = ListingScope.All };

    public static ConnectionOptions OpenCode(ListingScope scope = ListingScope.MyProviders) => new()
    {
        Id = "opencode-server",
        Type = "opencode_server",
        Provider = "opencode-server",
        Url = new("http://127.0.0.1:4096"),
        Interval = TimeSpan.FromMinutes(2),
        Listings = scope,
    };

    public static ConnectionOptions OpenAi(string? variable = null) => new()
    {
        Id = "openai",
        Type = "openai_compatible",
        Provider = "openai",
        Url = new("https://api.example.com/v1"),
        Interval = TimeSpan.FromHours(1),
        Credential = variable is null ? null : CredentialReference.Environment(variable),
    };

    /// <summary>A connection of a type, whose id and provider are the type's name.</summary>
    public static ConnectionOptions Of(string type, string url, string? variable = null) => new()
    {
        Id = type,
        Type = type,
        Provider = type,
        Url = new(url),
        Interval = TimeSpan.FromMinutes(2),
        Credential = variable is null ? null : CredentialReference.Environment(variable),
    };

    public static IListing Listing(this CannedServer server, ConnectionOptions connection) =>
        server.Services.GetServices<ProviderType>().Single(type => type.Name == connection.Type).Create(connection, server.Services);

    public static IListing Listing(this CannedServer server, ReferenceSourceOptions options) =>
        server.Services.GetServices<ReferenceSourceType>().Single(type => type.Id == options.Id).Create(options, server.Services);

    public static Task<Listing> ListAsync(this CannedServer server, ConnectionOptions connection, SourceState? previous = null) =>
        server.RunAsync(server.Listing(connection).ListAsync(previous, null, TestContext.Current.CancellationToken));

    public static Task<Listing> ListAsync(this CannedServer server, ReferenceSourceOptions options, SourceState? previous = null) =>
        server.RunAsync(server.Listing(options).ListAsync(previous, null, TestContext.Current.CancellationToken));

    public static async Task<Listing.Complete> CompleteAsync(this CannedServer server, ConnectionOptions connection) =>
        Assert.IsType<Listing.Complete>(await server.ListAsync(connection));

    public static async Task<ProviderException> FaultAsync(this CannedServer server, ConnectionOptions? connection = null) =>
        await Assert.ThrowsAsync<ProviderException>(() => server.ListAsync(connection ?? OpenAi()));

    /// <summary>A claim's fields by path, as text.</summary>
    public static Dictionary<string, string> Fields(this Listing.Complete listing, string key) =>
        Assert.Single(listing.Claims, claim => claim.Key.ToString() == key).Values.ToDictionary(pair => pair.Key.Path, pair => pair.Value.ToString(), StringComparer.Ordinal);

    /// <summary>All that leaves an adapter, as one text: no secret may be in it.</summary>
    public static string Everything(this Listing.Complete listing) => string.Join('\n',
    [
        .. listing.Documents.Select(document => System.Text.Encoding.UTF8.GetString(document.Content.Span)),
        .. listing.Claims.Select(claim => $"{claim} {string.Join(' ', claim.Values.Select(pair => $"{pair.Key}={pair.Value}"))}"),
        listing.State.ToString(),
        string.Join(' ', listing.UnknownFields.Keys),
    ]);

    public static FieldValue? Value(this Claim claim, string path) => claim.Values[FieldRegistry.For(claim.Key)[path]];
}
