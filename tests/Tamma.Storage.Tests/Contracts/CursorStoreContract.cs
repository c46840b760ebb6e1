using Tamma.Events;
using Xunit;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of cursors promises.</summary>
public abstract class CursorStoreContract(Stores stores) : IAsyncDisposable
{
    private static readonly Guid s_log = Guid.CreateVersion7();

    private ICursorStore Cursors => stores.Cursors;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_has_no_cursor_until_it_has_one()
    {
        await Cursors.AdvanceAsync("search", new(s_log, 4), Token);

        Assert.Null(await Cursors.ReadAsync("webhooks", Token));
        Assert.Equal(new Cursor(s_log, 4), await Cursors.ReadAsync("search", Token));
    }

    [Fact]
    public async Task A_cursor_moves_forward_and_never_back()
    {
        await Cursors.AdvanceAsync("search", new(s_log, 4), Token);
        await Cursors.AdvanceAsync("search", new(s_log, 7), Token);
        await Cursors.AdvanceAsync("search", new(s_log, 7), Token);
        await Cursors.AdvanceAsync("search", new(s_log, 5), Token);

        Assert.Equal(new Cursor(s_log, 7), await Cursors.ReadAsync("search", Token));
    }

    [Fact]
    public async Task A_cursor_of_another_log_takes_the_place_of_the_old_one()
    {
        var other = Guid.CreateVersion7();
        await Cursors.AdvanceAsync("search", new(s_log, 7), Token);

        await Cursors.AdvanceAsync("search", new(other, 1), Token);

        Assert.Equal(new Cursor(other, 1), await Cursors.ReadAsync("search", Token));
    }

    [Fact]
    public async Task Each_reader_has_its_own()
    {
        await Cursors.AdvanceAsync("a", new(s_log, 1), Token);
        await Cursors.AdvanceAsync("A", new(s_log, 2), Token);

        Assert.Equal(1, (await Cursors.ReadAsync("a", Token))!.Value.Position);
        Assert.Equal(2, (await Cursors.ReadAsync("A", Token))!.Value.Position);
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
