using Tamma.Providers;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of connections promises.</summary>
public abstract class ConnectionStoreContract(Stores stores) : IAsyncDisposable
{
    private IConnectionStore Connections => stores.Connections;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_read_back_as_it_was_given()
    {
        var full = Connection("acme");
        var bare = Connection("bare") with
        {
            CreatedBy = null,
            Origin = ConnectionOrigin.Found,
            Definition = new() { Id = "bare", Type = "t", Provider = "p", Url = new("http://127.0.0.1:1/v1/"), Interval = TimeSpan.FromHours(1) },
        };
        await Connections.SaveAsync(bare, [], Token);
        await Connections.SaveAsync(full, [], Token);
        await Connections.SaveAsync(Override("openai"), [], Token);

        Same.Texts([Shown.Of(full), Shown.Of(bare), Shown.Of(Override("openai"))], (await Connections.ReadAsync(Token)).Select(Shown.Of));
    }

    [Fact]
    public async Task A_connection_that_is_saved_again_is_replaced()
    {
        await Connections.SaveAsync(Connection("acme"), [], Token);

        await Connections.SaveAsync(Connection("acme") with { Enabled = false, UpdatedAt = Day(9) }, [], Token);

        Same.Texts([Shown.Of(Connection("acme") with { Enabled = false, UpdatedAt = Day(9) })], (await Connections.ReadAsync(Token)).Select(Shown.Of));
    }

    [Fact]
    public async Task Only_the_removed_connection_is_forgotten()
    {
        await Connections.SaveAsync(Connection("acme"), [], Token);
        await Connections.SaveAsync(Connection("work"), [], Token);

        await Connections.RemoveAsync("acme", [], Token);
        await Connections.RemoveAsync("never-there", [], Token);

        Same.Texts(["work"], (await Connections.ReadAsync(Token)).Select(connection => connection.Id));
    }

    [Fact]
    public async Task A_connection_and_its_events_become_visible_together()
    {
        await stores.Log.AppendAsync([Event("before")], Token);

        Assert.Equal(2, await Connections.SaveAsync(Connection("acme"), [Event("connection_added")], Token));
        Assert.Equal(2, await Connections.SaveAsync(Connection("acme"), [], Token));
        Assert.Equal(3, await Connections.RemoveAsync("acme", [Event("connection_removed")], Token));

        Same.Texts(["before", "connection_added", "connection_removed"], (await stores.Log.ReadAsync(0, 9, [], Token)).Select(envelope => envelope.Event.Type));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
