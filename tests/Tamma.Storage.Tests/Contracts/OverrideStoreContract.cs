using Tamma.Catalog.Overriding;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every ledger of overrides promises.</summary>
public abstract class OverrideStoreContract(Stores stores) : IAsyncDisposable
{
    private IOverrideStore Overrides => stores.Overrides;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_override_is_read_back_as_it_was_given()
    {
        var full = Override(1) with
        {
            Kind = OverrideKind.Rollback,
            Reason = "their list is wrong",
            ExpiresAt = Day(9),
            Upstream = Json("""{"a":[1,2.5]}"""),
            MovedTo = Tamma.Catalog.Fields.FieldValue.Words(["x", "y"]),
            MovedAt = Day(4),
            EndedAt = Day(5),
            EndedBy = "bob",
            EndReason = "over",
        };
        await Overrides.SaveAsync([full, Override(2)], [], Token);

        Assert.Equal(full, await Overrides.GetAsync(full.Id, Token));
        Assert.Equal(Override(2), await Overrides.GetAsync(Override(2).Id, Token));
        Assert.Null(await Overrides.GetAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task An_override_that_is_saved_again_is_replaced()
    {
        await Overrides.SaveAsync([Override(1)], [], Token);
        await Overrides.SaveAsync([Override(1) with { EndedAt = Day(7) }], [], Token);

        Assert.Equal(Day(7), (await Overrides.GetAsync(Override(1).Id, Token))!.EndedAt);
        Assert.Empty(await Overrides.ReadInForceAsync(Token));
    }

    [Fact]
    public async Task What_is_in_force_is_read_oldest_first()
    {
        await Overrides.SaveAsync([Override(3), Override(1), Override(2) with { EndedAt = Day(9) }], [], Token);

        Assert.Equal([Override(1), Override(3)], await Overrides.ReadInForceAsync(Token));
    }

    [Fact]
    public async Task Overrides_are_read_newest_first_of_a_key_a_batch_or_a_state_up_to_a_limit()
    {
        var other = Override(4) with { Key = Key("b/y"), Batch = Guid.Parse("00000000-0000-0000-0000-0000000000bb") };
        var ended = Override(2) with { EndedAt = Day(9) };
        await Overrides.SaveAsync([Override(1), ended, Override(3), other], [], Token);

        Assert.Equal([other, Override(3), ended, Override(1)], await Overrides.ReadAsync(new(), Token));
        Assert.Equal([other, Override(3)], await Overrides.ReadAsync(new() { Limit = 2 }, Token));
        Assert.Equal([Override(3), ended, Override(1)], await Overrides.ReadAsync(new() { Key = Key("a/x") }, Token));
        Assert.Equal([other], await Overrides.ReadAsync(new() { Batch = other.Batch }, Token));
        Assert.Equal([ended], await Overrides.ReadAsync(new() { InForce = false }, Token));
        Assert.Equal([Override(3), Override(1)], await Overrides.ReadAsync(new() { Key = Key("a/x"), Batch = Override(1).Batch, InForce = true }, Token));
    }

    [Fact]
    public async Task An_override_and_its_events_become_visible_together()
    {
        await stores.Log.AppendAsync([Event("before")], Token);

        Assert.Equal(2, await Overrides.SaveAsync([Override(1)], [Event("override_drifted")], Token));
        Assert.Equal(2, await Overrides.SaveAsync([Override(1)], [], Token));
        Same.Texts(["before", "override_drifted"], (await stores.Log.ReadAsync(0, 9, [], Token)).Select(envelope => envelope.Event.Type));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
