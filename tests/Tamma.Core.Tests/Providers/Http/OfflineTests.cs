using Tamma.Providers;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>Offline, not one request leaves this machine, whoever asks.</summary>
public sealed class OfflineTests
{
    public static TheoryData<string> Types { get; } = [.. ProviderTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task No_provider_is_asked_neither_for_its_list_nor_for_a_check(string type)
    {
        var server = new CannedServer(new() { Offline = true });
        var known = ProviderTypes.Find(type)!.Known;
        foreach (var url in known.Select(one => one.Url).Append("https://api.example.com/v1").Append("http://10.1.2.3:8000/v1"))
        {
            var listing = server.Listing(Connections.OpenAi() with { Type = type, Url = new(url), Provider = "acme" });
            await Record.ExceptionAsync(() => listing.ListAsync(null, null, TestContext.Current.CancellationToken));
            await Record.ExceptionAsync(() => Asking.OnceAsync(() => listing.ListAsync(null, null, TestContext.Current.CancellationToken)));
        }

        Assert.All(server.Asked, url => Assert.True(url.IsLoopback, url.ToString()));
    }

    [Fact]
    public async Task No_public_document_is_asked_for()
    {
        var server = new CannedServer(new() { Offline = true });

        await Assert.ThrowsAsync<ProviderException>(() => server.ListAsync(Connections.ModelsDev));

        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task The_counting_counts()
    {
        var server = new CannedServer().Answers("""{"data":[]}""");

        await server.ListAsync(Connections.OpenAi());

        Assert.Single(server.Asked);
    }
}
