using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;
using Tamma.Providers.Wire;

namespace Tamma.Providers.GpuStack;

/// <summary>A GPUStack server by its own list, which says how a model is served; its OpenAI list has names only.</summary>
internal sealed class GpuStackListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    private const string PageSize = "perPage=100";

    private static readonly RedactionRules s_rules = new(["env", "headers"], rootIsMap: false, mapsAt: 0, "backend_parameters");

    public static ProviderType Type { get; } = new(
        "gpustack",
        "A GPUStack server; the URL includes /v1.",
        (connection, services) => new GpuStackListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = GpuStackFields.Map,
        Known = [new("gpustack", "http://127.0.0.1/v1") { Keys = ["GPUSTACK_API_KEY"], UrlVariable = "GPUSTACK_API_BASE", IsOwn = true }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        var bare = Addresses.Below(connection.Url, connection.Url.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal) ? "models" : "v1/models");
        var plan = PagePlan.For(connection, access, WirePage.With(bare, PageSize), (document, _, draft) => WirePage.Read(
            document, connection.Provider, access, GpuStackFields.Map, "items", "name", null, draft,
            root => Next(root) is { } page ? WirePage.With(bare, string.Create(CultureInfo.InvariantCulture, $"{PageSize}&page={page}")) : null)) with
        {
            Rules = s_rules,
        };
        return walk.ReadAsync(plan, previous, progress, cancellationToken);
    }

    private static int? Next(JsonElement root) =>
        root.TryGetProperty("pagination"u8, out var pages) && pages.ValueKind is JsonValueKind.Object && Number(pages, "page") is { } page && page < Number(pages, "totalPage") ? page + 1 : null;

    private static int? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var number) && number.ValueKind is JsonValueKind.Number && number.TryGetInt32(out var value) ? value : null;
}
