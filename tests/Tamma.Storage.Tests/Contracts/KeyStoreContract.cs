using Tamma.Security;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of keys promises.</summary>
public abstract class KeyStoreContract(Stores stores) : IAsyncDisposable
{
    private IKeyStore Keys => stores.Keys;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_key_still_opens()
    {
        var (key, text) = ApiKey.Create("ci", Day(3));
        var (other, _) = ApiKey.Create("laptop", Day(4));
        await Keys.AddAsync(other, Token);
        await Keys.AddAsync(key, Token);

        var keys = await Keys.ReadAsync(Token);

        Same.Texts([Shown.Of(key), Shown.Of(other)], keys.OrderBy(kept => kept.CreatedAt).Select(Shown.Of));
        Assert.True(ApiKey.TrySplit(text, out var id, out var secret));
        Assert.True(keys.Single(kept => kept.Id == id).Matches(secret));
    }

    [Fact]
    public async Task Clearing_removes_every_key()
    {
        await Keys.AddAsync(ApiKey.Create("ci", Day(3)).Key, Token);
        await Keys.AddAsync(ApiKey.Create("laptop", Day(3)).Key, Token);

        await Keys.ClearAsync(Token);

        Assert.Empty(await Keys.ReadAsync(Token));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
