using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers;

public sealed class UnchangedTests
{
    private const string Before = """{"object":"list","data":[{"id":"a","created":1,"owned_by":"x"},{"id":"b","created":1}]}""";

    [Fact]
    public async Task The_same_bytes_are_unchanged_and_keep_what_waits()
    {
        var state = (await FirstAsync()).State with { PendingMissing = 3, ConfirmedAt = DateTimeOffset.UnixEpoch };

        var unchanged = Assert.IsType<Listing.Unchanged>(await AgainAsync(Before, state));

        Assert.Equal(state, unchanged.State);
        Assert.Equal(Before.Length, unchanged.Bytes);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"b"},{"owned_by":"x","id":"a"}]}""")]
    [InlineData("""{"object":"list","data":[{"id":"a","created":2,"owned_by":"x"},{"id":"b","created":99,"permission":[{"id":"random"}]}]}""")]
    [InlineData("""{"object":"list","data":[{"id":"a","owned_by":"x"},{"id":"b","parent":null}],"first_id":"a"}""")]
    public async Task Order_and_volatile_members_do_not_make_a_change(string body)
    {
        var first = await FirstAsync();

        var unchanged = Assert.IsType<Listing.Unchanged>(await AgainAsync(body, first.State));

        Assert.NotEqual(first.State.RawHash, unchanged.State.RawHash);
        Assert.Equal(first.State.ContentHash, unchanged.State.ContentHash);
        Assert.Equal(2, unchanged.State.Claims);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"a","owned_by":"x"}]}""")]
    [InlineData("""{"data":[{"id":"a","owned_by":"y"},{"id":"b"}]}""")]
    [InlineData("""{"data":[{"id":"a","owned_by":"x"},{"id":"b","new":1}]}""")]
    [InlineData("""{"data":[{"id":"a","owned_by":"x"},{"id":"B"}]}""")]
    [InlineData("""{"data":[]}""")]
    public async Task Whatever_else_differs_is_a_new_listing(string body) =>
        Assert.IsType<Listing.Complete>(await AgainAsync(body, (await FirstAsync()).State));

    [Fact]
    public async Task Without_a_state_everything_is_read() => Assert.IsType<Listing.Complete>(await AgainAsync(Before, null));

    [Fact]
    public async Task Another_address_is_read_again()
    {
        var state = (await FirstAsync()).State;

        Assert.IsType<Listing.Complete>(await new CannedServer().Answers(Before).ListAsync(Connections.OpenAi() with { Url = new("https://other.example/v1") }, state));
    }

    [Fact]
    public async Task Another_scope_or_another_set_of_my_providers_is_read_again()
    {
        const string body = """{"all":[{"id":"p","models":{"m":{}}}],"connected":[]}""";
        var state = Assert.IsType<Listing.Complete>(await new CannedServer(null, "x").Answers(body).ListAsync(Connections.OpenCode())).State;

        Assert.IsType<Listing.Unchanged>(await new CannedServer(null, "x").Answers(body).ListAsync(Connections.OpenCode(), state));
        Assert.Equal(2, Assert.IsType<Listing.Complete>(await new CannedServer(null, "x", "p").Answers(body).ListAsync(Connections.OpenCode(), state)).Claims.Length);
        Assert.IsType<Listing.Complete>(await new CannedServer(null, "x").Answers(body).ListAsync(Connections.OpenCode(ListingScope.All), state));
    }

    [Fact]
    public async Task A_fault_does_not_count_as_unchanged()
    {
        var state = (await FirstAsync()).State;
        var server = new CannedServer().Answers(HttpStatusCode.NotModified);

        Assert.Equal(ProviderFault.Malformed, (await Assert.ThrowsAsync<ProviderException>(() => server.ListAsync(Connections.OpenAi(), state))).Fault);
    }

    [Fact]
    public async Task The_last_page_counts_too()
    {
        const string one = """{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}""";
        var state = Assert.IsType<Listing.Complete>(await new CannedServer().Answers(one).Answers("""{"data":[{"id":"b"}]}""").ListAsync(Connections.OpenAi())).State;

        Assert.IsType<Listing.Unchanged>(await new CannedServer().Answers(one).Answers("""{"data":[{"id":"b"}]}""").ListAsync(Connections.OpenAi(), state));
        Assert.IsType<Listing.Complete>(await new CannedServer().Answers(one).Answers("""{"data":[{"id":"c"}]}""").ListAsync(Connections.OpenAi(), state));
    }

    private static Task<Listing.Complete> FirstAsync() => new CannedServer().Answers(Before).CompleteAsync(Connections.OpenAi());

    private static Task<Listing> AgainAsync(string body, SourceState? state) => new CannedServer().Answers(body).ListAsync(Connections.OpenAi(), state);
}
