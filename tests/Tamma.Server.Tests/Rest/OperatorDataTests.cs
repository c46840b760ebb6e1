using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Client;
using Tamma.Providers;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class OperatorDataTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_put_in_here_can_be_brought_in_there_and_twice_is_once()
    {
        await using var here = await StartAsync();
        using var http = new HttpClient();
        var from = OverrideTests.Client(here, http);
        await from.SetOverrideAsync(new() { Key = "acme/one", Field = "cost.input", Value = JsonSerializer.SerializeToElement(7), Reason = "contract" }, Cancelled);
        await from.AnnotateAsync(new() { Key = "acme/two", Hidden = true, Tags = ["eu"], Attributes = new Dictionary<string, JsonElement?> { ["team"] = JsonSerializer.SerializeToElement("search") } }, Cancelled);
        await from.AddConnectionAsync(new() { Id = "work", Type = "stub_list", Url = "http://work.invalid/v1", Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Team"] = "canary" } }, Cancelled);
        var document = await from.GetOperatorDataAsync(Cancelled);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(document, TammaJson.Default.OperatorDataDocument), StringComparison.Ordinal);

        await using var there = await StartAsync();
        var into = OverrideTests.Client(there, http);
        var would = await into.ImportOperatorDataAsync(document, dryRun: true, Cancelled);
        Assert.Equal((5, 0, 0, true), (would.Added, would.Unchanged, would.Refused, would.DryRun));
        Assert.Empty((await into.ListOverridesAsync(cancellationToken: Cancelled)).Data);
        var did = await into.ImportOperatorDataAsync(document, cancellationToken: Cancelled);
        var again = await into.ImportOperatorDataAsync(document, cancellationToken: Cancelled);

        Assert.Equal(would.Items, did.Items);
        Assert.Contains("header X-Team", did.Items.Single(item => item.Kind == "connection").Detail, StringComparison.Ordinal);
        Assert.Equal((0, 0, 5, 0), (again.Added, again.Changed, again.Unchanged, again.Refused));
        Assert.Equal(7m, (await into.GetModelAsync("acme/one", cancellationToken: Cancelled)).Cost!.Input);
        Assert.Equal(["eu"], (await into.GetModelAsync("acme/two", cancellationToken: Cancelled)).Tags);
        Assert.Equal("search", (await into.GetModelAsync("acme/two", cancellationToken: Cancelled)).Attributes!["team"].GetString());
        Assert.Equal(4, (await into.EndOverridesAsync(did.Batch!.Value, cancellationToken: Cancelled)).Data.Count);
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_holds_nothing_else_up()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = OverrideTests.Client(server, http);
        await client.SetOverrideAsync(new() { Key = "acme/one", Field = "name", Value = JsonSerializer.SerializeToElement("Eins") }, Cancelled);

        var did = await client.ImportOperatorDataAsync(
            new()
            {
                Format = "tamma-operator-data",
                Version = 1,
                Overrides =
                [
                    new() { Key = "acme/none", Field = "name", Value = JsonSerializer.SerializeToElement("x") },
                    new() { Key = "acme/one", Field = "limit.context", Value = JsonSerializer.SerializeToElement(-1) },
                    new() { Key = "acme/one", Field = "name", Value = JsonSerializer.SerializeToElement("Uno"), Author = "ada" },
                ],
                Connections = [new() { Definition = new() { Id = "acme2", Type = "no such" } }],
            },
            cancellationToken: Cancelled);

        Assert.Equal(["refused", "refused", "changed", "refused"], did.Items.Select(item => item.Outcome));
        Assert.Equal("Uno", (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Name);
        Assert.Equal("ada", Assert.Single((await client.ListOverridesAsync(cancellationToken: Cancelled)).Data).Author);
        Assert.Equal("invalid_body", (await OverrideTests.RefusedAsync(() => client.ImportOperatorDataAsync(new() { Format = "other", Version = 1 }, cancellationToken: Cancelled))).Name);
    }

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync(services: services => services.AddSingleton<ProviderType>(new StubWorld().Type));
        OverrideTests.Say(server, price: 1);
        await server.DiscoverAsync();
        return server;
    }
}
