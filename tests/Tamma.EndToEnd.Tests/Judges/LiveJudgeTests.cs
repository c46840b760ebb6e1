using System.Text.Json;
using Tamma.EndToEnd.Tests.DropIn;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

/// <summary>Clients that nobody here wrote follow the log of a real server, lose their connection and come again.</summary>
public sealed class LiveJudgeTests(DropInFixture service) : IClassFixture<DropInFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("no", "")]
    [InlineData("yes", "permessage-deflate")]
    public async Task The_ws_package_puts_the_log_together_across_a_drop(string compressed, string extension)
    {
        var head = await HeadAsync();
        var said = await Judge.AskAsync("ws", "live-ws.mjs", $"ws{service.Server.Url.ToString().TrimEnd('/')["http".Length..]}", service.Key, "0", $"{head}", compressed);

        Assert.Equal(Enumerable.Range(1, (int)head), Positions(said));
        Assert.Equal("tamma.live.v1", said.GetProperty("hello").GetString());
        Assert.Equal(2, said.GetProperty("drops").GetInt32());
        Assert.Equal(extension, said.GetProperty("extensions").GetString());
        Assert.Equal(["all"], said.GetProperty("subscriptions").EnumerateArray().Select(id => id.GetString()!));
    }

    [Fact]
    public async Task The_eventsource_package_goes_on_behind_its_last_id()
    {
        var head = await HeadAsync();
        var said = await Judge.AskAsync("eventsource", "live-sse.mjs", service.Server.Url.ToString().TrimEnd('/'), service.Key, "0", $"{head}");

        Assert.Equal(Enumerable.Range(1, (int)head), Positions(said));
        Assert.NotEmpty(said.GetProperty("id").GetString()!);
    }

    /// <summary>A log of a few dozen events: three models, the documents, the connections.</summary>
    private async Task<long> HeadAsync()
    {
        var head = (await service.Server.GetAsync("api/v1/status", Cancelled)).GetProperty("position").GetInt64();
        Assert.InRange(head, 6, 10_000);
        return head;
    }

    private static IEnumerable<int> Positions(JsonElement said) => said.GetProperty("positions").EnumerateArray().Select(position => position.GetInt32());
}
