using System.Globalization;
using System.Net;
using System.Text.Json;
using Tamma.Client;
using Tamma.Client.Checking;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class ExportTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_holds_every_row_as_the_list_has_it()
    {
        await using var server = await StartAsync();

        var export = await server.JsonAsync("/api/v1/export?scope=all");
        var list = await server.JsonAsync("/api/v1/models?scope=all&limit=1000");

        Assert.Equal(("tamma.catalogue", 1, "all"), (export.GetProperty("format").GetString(), export.GetProperty("version").GetInt32(), export.GetProperty("scope").GetString()));
        Assert.Equal(list.GetProperty("position").GetInt64(), export.GetProperty("position").GetInt64());
        Assert.Equal(list.GetProperty("data").GetRawText(), export.GetProperty("models").GetRawText());
        Assert.Equal(100, (await server.JsonAsync("/api/v1/export")).GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task An_export_of_then_is_what_was_said_then()
    {
        await using var server = await StartAsync();
        var before = await server.JsonAsync("/api/v1/export?scope=all");
        await AddAsync(server);

        var then = await server.JsonAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/export?scope=all&as_of={before.GetProperty("position").GetInt64()}"));

        Assert.Equal(before.GetProperty("models").GetRawText(), then.GetProperty("models").GetRawText());
        Assert.Equal(before.GetProperty("position").GetInt64(), then.GetProperty("position").GetInt64());
        Assert.NotEqual(before.GetProperty("models").GetArrayLength(), (await server.JsonAsync("/api/v1/export?scope=all")).GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task An_export_is_sent_again_only_when_something_changed()
    {
        await using var server = await StartAsync();
        using var first = await server.GetAsync("/api/v1/export");

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = server.Request(HttpMethod.Get, "/api/v1/export");
            request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.Tag);
            using var response = await server.Http.SendAsync(request, Cancelled);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
        await AddAsync(server);
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());
    }

    [Fact]
    public async Task The_client_reads_an_export_and_checks_with_it()
    {
        await using var server = await StartAsync();
        var client = new TammaClient(server.Http, new(server.Url));

        var catalogue = await client.ExportAsync("all", cancellationToken: Cancelled);
        using var stream = new MemoryStream();
        await client.ExportToAsync(stream, "all", cancellationToken: Cancelled);

        Assert.Equal(JsonSerializer.Serialize(catalogue, TammaJson.Default.CatalogueResponse), JsonSerializer.Serialize(JsonSerializer.Deserialize(stream.ToArray(), TammaJson.Default.CatalogueResponse)!, TammaJson.Default.CatalogueResponse));
        Assert.Equal("ok", new ModelChecker(KnownModels.Of(catalogue), new(2026, 11, 23)).Check("acme/m7").Verdict);
    }

    private static async Task AddAsync(RunningServer server)
    {
        var all = server.Stubs.ModelsDev;
        all.Say(all.Claim("other/x"), all.Claim("other/y"), all.Claim("other/z"));
        await server.DiscoverAsync();
    }

    private static async Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(Enumerable.Range(0, 100).Select(i => stubs.Acme.Claim($"acme/m{i}", ("name", new string('x', 2_000)), ("cost.input", 0.5m))));
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("other/x"), stubs.ModelsDev.Claim("other/y"));
        return await RunningServer.StartAsync(stubs);
    }
}
