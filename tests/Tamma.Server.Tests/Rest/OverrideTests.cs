using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Client;
using Tamma.Discovery.Overriding;
using Tamma.Events;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class OverrideTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_override_counts_above_all_sources_and_its_end_lets_them_be_heard()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);

        var made = await client.SetOverrideAsync(Price("9.5") with { Key = "ACME/one", Reason = "our contract" }, Cancelled);

        Assert.Equal(("acme/one", "active", "admin", "our contract", 1m), (made.Key, made.State, made.Author, made.Reason, made.Upstream!.Value.GetDecimal()));
        Assert.Equal(9.5m, await PriceAsync(client));
        Assert.Equal("overrides", (await client.GetModelAsync("acme/one", include: "origins", cancellationToken: Cancelled)).Origins!["cost.input"].Source);
        await server.DiscoverAsync();
        Assert.Equal(9.5m, await PriceAsync(client));

        var ended = await client.EndOverrideAsync(made.Id, "contract over", Cancelled);

        Assert.Equal(("ended", "admin", "contract over"), (ended.State, ended.EndedBy, ended.EndReason));
        Assert.Equal(1m, await PriceAsync(client));
        Assert.Empty((await client.ListOverridesAsync(cancellationToken: Cancelled)).Data);
        Assert.Equal(made.Id, Assert.Single((await client.ListOverridesAsync("acme/one", "all", cancellationToken: Cancelled)).Data).Id);
        var events = (await client.GetChangesAsync(new(), Cancelled)).Data.Where(told => told.Cause == "operator").ToList();
        Assert.Equal(["model_updated", "model_updated"], events.Select(told => told.Type));
        Assert.All(events, told => Assert.Equal("admin", told.Actor));
    }

    [Fact]
    public async Task The_same_said_again_changes_nothing_and_another_value_takes_its_place()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);

        var first = await client.SetOverrideAsync(Price("9"), Cancelled);
        Assert.Equal(first.Id, (await client.SetOverrideAsync(Price("9"), Cancelled)).Id);
        var second = await client.SetOverrideAsync(Price("8"), Cancelled);

        Assert.Equal(second.Id, Assert.Single((await client.ListOverridesAsync(cancellationToken: Cancelled)).Data).Id);
        Assert.Equal($"replaced by {second.Batch}", (await client.GetOverrideAsync(first.Id, Cancelled)).EndReason);
        Assert.Equal(1m, second.Upstream!.Value.GetDecimal());
        Assert.Equal(8m, await PriceAsync(client));
    }

    [Fact]
    public async Task When_the_sources_move_beneath_an_override_that_is_told_once()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        var made = await client.SetOverrideAsync(Price("9"), Cancelled);

        Say(server, price: 2);
        await server.DiscoverAsync();
        var moved = await DriftedAsync(client, made.Id, entry => entry.MovedAt is not null);
        await server.DiscoverAsync();

        Assert.Equal(2m, moved.MovedTo!.Value.GetDecimal());
        Assert.Equal(9m, await PriceAsync(client));
        Assert.Equal(0, await server.App.Services.GetRequiredService<OverrideBook>().CheckDriftAsync([new("acme", "one")], Cancelled));
        var told = Assert.Single((await client.GetChangesAsync(new() { Types = "override_drifted" }, Cancelled)).Data);
        Assert.Equal(("acme", "acme/one", "provider"), (told.Provider, told.Model, told.Cause));
        Say(server, price: 1);
        await server.DiscoverAsync();
        await DriftedAsync(client, made.Id, entry => entry.MovedAt is null);
    }

    [Fact]
    public async Task An_override_ends_when_its_time_has_come()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        var made = await client.SetOverrideAsync(Price("9") with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) }, Cancelled);
        var store = server.App.Services.GetRequiredService<IOverrideStore>();
        var book = server.App.Services.GetRequiredService<OverrideBook>();
        Assert.Equal(0, await book.ExpireAsync(Cancelled));
        await store.SaveAsync([(await store.GetAsync(made.Id, Cancelled))! with { ExpiresAt = DateTimeOffset.UnixEpoch }], [], Cancelled);
        await book.StartAsync(Cancelled);

        Assert.Equal(1, await book.ExpireAsync(Cancelled));

        var over = await client.GetOverrideAsync(made.Id, Cancelled);
        Assert.Equal(("ended", null, "expired"), (over.State, over.EndedBy, over.EndReason));
        Assert.Equal(1m, await PriceAsync(client));
    }

    [Fact]
    public async Task After_a_stop_between_ledger_and_catalogue_the_next_start_makes_them_agree()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-ledger-");
        Guid kept;
        await using (var server = await StartAsync(folder.FullName))
        {
            using var http = new HttpClient();
            kept = (await Client(server, http).SetOverrideAsync(Price("9"), Cancelled)).Id;

            // As a kill after the ledger's write would leave it: one said and not in the catalogue, one ended and still there.
            var store = server.App.Services.GetRequiredService<IOverrideStore>();
            var price = (await store.GetAsync(kept, Cancelled))!;
            var context = new Override { Id = Guid.CreateVersion7(), Batch = Guid.CreateVersion7(), Key = price.Key, Field = "limit.context", Value = FieldValue.Number(5), Author = "ada", CreatedAt = price.CreatedAt };
            await store.SaveAsync([context, price with { EndedAt = price.CreatedAt, EndReason = "over" }], [], Cancelled);
        }

        await using (var server = await StartAsync(folder.FullName))
        {
            using var http = new HttpClient();
            var client = Client(server, http);
            var model = await client.GetModelAsync("acme/one", cancellationToken: Cancelled);
            Assert.Equal((1m, 5L), (model.Cost!.Input, model.Limit!.Context));

            var head = (await server.App.Services.GetRequiredService<IEventLog>().HeadAsync(Cancelled)).Position;
            await server.App.Services.GetRequiredService<OverrideBook>().StartAsync(Cancelled);
            Assert.Equal(head, (await server.App.Services.GetRequiredService<IEventLog>().HeadAsync(Cancelled)).Position);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_model_that_is_removed_goes_all_the_same_and_finds_its_override_again_when_it_returns()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        await client.SetOverrideAsync(Price("9"), Cancelled);
        var writer = server.App.Services.GetRequiredService<CatalogWriter>();
        var key = new ModelKey("acme", "one");
        var context = new ChangeContext(server.Stubs.Acme.Source.Id, Cause.Provider, null, null);
        var claim = (await server.App.Services.GetRequiredService<ICatalogStore>().ReadClaimsAsync([key], Cancelled)).Single(said => said.Source == context.Source);

        await writer.ApplyAsync(new() { Context = context, Withdrawn = [key] }, Cancelled);
        Assert.Equal("removed", (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Availability);

        await writer.ApplyAsync(new() { Context = context, Upserts = [claim] }, Cancelled);
        Assert.Equal(9m, await PriceAsync(client));
    }

    [Fact]
    public async Task Going_back_to_a_version_is_a_batch_that_can_be_undone()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        await client.SetOverrideAsync(new() { Key = "acme/one", Field = "limit.context", Value = JsonSerializer.SerializeToElement("7k", TammaJson.Default.String) }, Cancelled);
        Say(server, price: 2, context: 300_000, name: "Uno");
        await server.DiscoverAsync();

        var done = await client.RollBackAsync(new() { Key = "acme/one", Version = 1, Reason = "they renamed it" }, Cancelled);

        var back = await client.GetModelAsync("acme/one", cancellationToken: Cancelled);
        Assert.Equal((1m, 200_000L, "One"), (back.Cost!.Input, back.Limit!.Context, back.Name));
        Assert.Equal(["cost.input", "limit.context", "name"], done.Overrides.Select(entry => entry.Field).Order(StringComparer.Ordinal));
        Assert.All(done.Overrides, entry => Assert.Equal(("rollback", done.Batch), (entry.Kind, entry.Batch)));

        Assert.Equal(3, (await client.EndOverridesAsync(done.Batch!.Value, "no", Cancelled)).Data.Count);
        var now = await client.GetModelAsync("acme/one", cancellationToken: Cancelled);
        Assert.Equal((2m, 7_000L, "Uno"), (now.Cost!.Input, now.Limit!.Context, now.Name));
        Assert.Equal("override_not_found", (await RefusedAsync(() => client.EndOverridesAsync(done.Batch.Value, null, Cancelled))).Name);
    }

    [Theory]
    [InlineData("acme/won", "cost.input", "1", "model_not_found", "acme/one")]
    [InlineData("acme/one", "cost.inputt", "1", "invalid_override", "Did you mean 'cost.input'")]
    [InlineData("acme/one", "cost.input", "-1", "invalid_override", "between 0 and 10000")]
    [InlineData("acme/one", "loaded", "true", "invalid_override", "what a server is doing now")]
    [InlineData("acme/one", "attributes.a b", "1", "invalid_override", "attributes.team")]
    public async Task What_cannot_be_is_refused_with_what_would_do(string key, string field, string value, string name, string words)
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);

        var refused = await RefusedAsync(() => client.SetOverrideAsync(new() { Key = key, Field = field, Value = Json(value) }, Cancelled));

        Assert.Equal(name, refused.Name);
        Assert.Contains(words, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_may_not_override()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var reader = new TammaClient(http, new(server.Url));

        Assert.Equal("unauthenticated", (await RefusedAsync(() => reader.SetOverrideAsync(Price("9"), Cancelled))).Name);
        Assert.Empty((await reader.ListOverridesAsync(cancellationToken: Cancelled)).Data);
    }

    internal static async Task<RunningServer> StartAsync(string? folder = null)
    {
        var stubs = new Stubs();
        Say(stubs, 1, 200_000, "One");
        return await RunningServer.StartAsync(stubs, folder);
    }

    internal static TammaClient Client(RunningServer server, HttpClient http) => new(http, new(server.Url), server.Key);

    internal static async Task<(string Name, string Detail)> RefusedAsync(Func<Task> ask)
    {
        var refused = await Assert.ThrowsAsync<TammaException>(ask);
        return (refused.ProblemType["urn:tamma:problem:".Length..], refused.Message);
    }

    internal static void Say(RunningServer server, int price, int context = 200_000, string name = "One") => Say(server.Stubs, price, context, name);

    private static void Say(Stubs stubs, int price, int context, string name) => stubs.Acme.Say(
        stubs.Acme.Claim("acme/one", ("name", name), ("cost.input", price), ("limit.context", context)),
        stubs.Acme.Claim("acme/two", ("name", "Two")));

    private static OverrideRequest Price(string price) => new() { Key = "acme/one", Field = "cost.input", Value = Json(price) };

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static async Task<decimal?> PriceAsync(TammaClient client) => (await client.GetModelAsync("acme/one", cancellationToken: Cancelled)).Cost?.Input;

    private static async Task<OverrideResponse> DriftedAsync(TammaClient client, Guid id, Func<OverrideResponse, bool> done)
    {
        while (true)
        {
            Cancelled.ThrowIfCancellationRequested();
            if (await client.GetOverrideAsync(id, Cancelled) is var entry && done(entry))
            {
                return entry;
            }

            await Task.Yield();
        }
    }
}
