using Tamma.Events;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every event log promises.</summary>
public abstract class EventLogContract(Stores stores) : IAsyncDisposable
{
    private IEventLog Log => stores.Log;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_log_has_an_identity_and_stands_at_zero()
    {
        var head = await Log.HeadAsync(Token);

        Assert.NotEqual(Guid.Empty, head.LogId);
        Assert.Equal(0, head.Position);
        Assert.Empty(await Log.ReadAsync(0, 10, [], Token));
    }

    [Fact]
    public async Task An_event_is_read_back_as_it_was_given()
    {
        var full = Event("model_updated", Key("openrouter/a/b:c@d🙂")) with
        {
            Connection = "work",
            RunId = Guid.CreateVersion7(),
            Actor = "ada",
            Cause = Cause.Operator,
            Severity = Severity.Critical,
            SchemaVersion = 3,
            Data = """{"old":0.10,"new":"ß"}"""u8.ToArray(),
        };
        var bare = Event("review_opened");
        var provider = Event("provider_status_changed", Key("openai"));

        Assert.Equal(3, await Log.AppendAsync([full, bare, provider], Token));

        Same.Texts(
            [Shown.Of(full), Shown.Of(bare), Shown.Of(provider)],
            (await Log.ReadAsync(0, 10, [], Token)).Select(envelope => Shown.Of(envelope.Event)));
    }

    [Fact]
    public async Task Positions_rise_by_one_from_one_and_name_their_log()
    {
        Assert.Equal(2, await Log.AppendAsync([Event("a"), Event("b")], Token));
        Assert.Equal(3, await Log.AppendAsync([Event("c")], Token));
        Assert.Equal(3, await Log.AppendAsync([], Token));

        var head = await Log.HeadAsync(Token);
        var events = await Log.ReadAsync(0, 10, [], Token);
        Assert.Equal(3, head.Position);
        Assert.Equal([1, 2, 3], events.Select(envelope => envelope.Position));
        Assert.All(events, envelope => Assert.Equal(head.LogId, envelope.LogId));
    }

    [Fact]
    public async Task Reading_goes_on_behind_a_position_and_stops_at_the_limit()
    {
        await Log.AppendAsync([.. Enumerable.Range(1, 9).Select(i => Event("e" + i))], Token);

        Assert.Equal([4, 5, 6], (await Log.ReadAsync(3, 3, [], Token)).Select(envelope => envelope.Position));
        Assert.Equal([9], (await Log.ReadAsync(8, 3, [], Token)).Select(envelope => envelope.Position));
        Assert.Empty(await Log.ReadAsync(9, 3, [], Token));
    }

    [Fact]
    public async Task The_limit_counts_events_of_the_asked_types()
    {
        await Log.AppendAsync([.. Enumerable.Range(1, 30).Select(i => Event(i % 10 == 0 ? "rare" : i % 2 == 0 ? "even" : "odd"))], Token);

        Assert.Equal([10, 20], (await Log.ReadAsync(0, 2, ["rare"], Token)).Select(envelope => envelope.Position));
        Assert.Equal([8, 10, 12, 14], (await Log.ReadAsync(7, 4, ["rare", "even"], Token)).Select(envelope => envelope.Position));
        Assert.Equal([30], (await Log.ReadAsync(20, 9, ["rare", "rare"], Token)).Select(envelope => envelope.Position));
        Assert.Empty(await Log.ReadAsync(0, 9, ["never"], Token));
    }

    [Fact]
    public async Task Many_writers_at_once_leave_no_gap_and_no_double()
    {
        var lasts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Log.AppendAsync([Event("a" + i), Event("b" + i)], Token), Token)));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => i * 2L), lasts.Order());
        var types = (await Log.ReadAsync(0, 99, [], Token)).Select(envelope => envelope.Event.Type).ToList();
        Assert.Equal(40, types.Count);
        Assert.All(types.Chunk(2), pair => Assert.Equal(pair[0][1..], pair[1][1..]));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
