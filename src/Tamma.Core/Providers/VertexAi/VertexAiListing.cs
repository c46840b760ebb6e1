using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.VertexAi;

/// <summary>Google's models on Vertex AI. The bearer is an access token that lives for an hour, so it is best read from a file that something keeps fresh.</summary>
internal sealed class VertexAiListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    private const string PageSize = "pageSize=100";
    private const string Publisher = "publishers/google/models";
    private const string Project = "project";

    public static ProviderType Type { get; } = new(
        "vertexai",
        "Google's models on Vertex AI (https://aiplatform.googleapis.com), with an access token from a file.",
        (connection, services) => new VertexAiListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = VertexAiFields.Map,
        Settings = ImmutableSortedDictionary<string, string>.Empty.Add(Project, "The Google Cloud project that the requests count for."),
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        if (connection.Settings.TryGetValue(Project, out var project))
        {
            access = access.With("x-goog-user-project", project);
        }

        var versioned = connection.Url.AbsolutePath.TrimEnd('/').EndsWith("/v1beta1", StringComparison.Ordinal);
        var bare = Addresses.Below(connection.Url, versioned ? Publisher : "v1beta1/" + Publisher);
        return walk.ReadAsync(
            PagePlan.For(connection, access, WirePage.With(bare, PageSize), (document, _, draft) => WirePage.Read(
                document, connection.Provider, access, VertexAiFields.Map, "publisherModels", "name", name => name.StartsWith(Publisher + "/", StringComparison.Ordinal) ? name[(Publisher.Length + 1)..] : name, draft,
                root => WirePage.Text(root, "nextPageToken") is { } token ? WirePage.With(bare, $"{PageSize}&pageToken={Uri.EscapeDataString(token)}") : null)),
            previous,
            progress,
            cancellationToken);
    }
}
