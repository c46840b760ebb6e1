using Tamma.Discovery;
using Tamma.Events;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of told ends promises.</summary>
public abstract class RetirementStoreContract(Stores stores) : IAsyncDisposable
{
    private static readonly RetirementNotice s_first = new(Key("openai/a/b:🙂"), "2026-05", 30);

    private IRetirementStore Retirements => stores.Retirements;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_told_is_read_back_as_it_was_given()
    {
        RetirementNotice[] notices = [s_first, s_first with { Days = 7 }, s_first with { Date = "2026-06-01" }, s_first with { Key = Key("openai/c"), Days = 0 }];

        await Retirements.TellAsync([.. notices.Select(notice => (notice, Event("retirement_near")))], Token);

        Assert.Equal(notices.ToHashSet(), (await Retirements.ReadAsync(Token)).ToHashSet());
    }

    [Fact]
    public async Task A_notice_and_its_event_become_visible_together()
    {
        await stores.Log.AppendAsync([Event("before")], Token);

        Assert.Equal(3, await Retirements.TellAsync([(s_first, Event("one")), (s_first with { Days = 7 }, Event("two"))], Token));
        Same.Texts(["before", "one", "two"], await TypesAsync());
    }

    [Fact]
    public async Task What_was_told_is_not_told_again()
    {
        await Retirements.TellAsync([(s_first, Event("one"))], Token);

        Assert.Equal(2, await Retirements.TellAsync([(s_first, Event("again")), (s_first with { Days = 7 }, Event("two"))], Token));
        Assert.Equal(2, await Retirements.TellAsync([(s_first, Event("again"))], Token));
        Same.Texts(["one", "two"], await TypesAsync());
    }

    [Fact]
    public async Task A_call_that_fails_tells_nothing()
    {
        // An event without a type cannot be written, so the second of these breaks the whole.
        await Assert.ThrowsAnyAsync<Exception>(() =>
            Retirements.TellAsync([(s_first, Event("one")), (s_first with { Days = 7 }, Event("two") with { Type = null! })], Token));

        Assert.Empty(await Retirements.ReadAsync(Token));
        Assert.Empty(await TypesAsync());
    }

    private async Task<IEnumerable<string>> TypesAsync() => (await stores.Log.ReadAsync(0, 99, [], Token)).Select(envelope => envelope.Event.Type);

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
