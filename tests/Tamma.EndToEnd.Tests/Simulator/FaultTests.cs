using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class FaultTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly string[] s_worlds = ["opencode provider", "openai v1/models", "models_dev api.json"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, HttpStatusCode, string, string> Answers() => new()
    {
        { "unauthorised", HttpStatusCode.Unauthorized, "application/json", "\"code\":\"invalid_api_key\"" },
        { "forbidden", HttpStatusCode.Forbidden, "application/json", "\"error\":{" },
        { "rate_limited", HttpStatusCode.TooManyRequests, "application/json", "rate_limit_exceeded" },
        { "quota", HttpStatusCode.TooManyRequests, "application/json", "\"code\":\"insufficient_quota\"" },
        { "server_error", HttpStatusCode.InternalServerError, "application/json", "\"error\":{" },
        { "bad_gateway", HttpStatusCode.BadGateway, "text/html", "<h1>502 Bad Gateway</h1>" },
        { "empty_object", HttpStatusCode.OK, "application/json", "{}" },
        { "empty_list", HttpStatusCode.OK, "application/json", """{"object":"list","data":[]}""" },
        { "html", HttpStatusCode.OK, "text/html", "<!doctype html>" },
        { "wrong_shape", HttpStatusCode.OK, "application/json", "[1,2,3]" },
        { "error_body", HttpStatusCode.OK, "application/json", "\"error\":{" },
        { "wrong_content_type", HttpStatusCode.OK, "text/plain", """{"object":"list","data":[{""" },
        { "redirect_loop", HttpStatusCode.Found, "", "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_fault_is_seen_as_it_is_described(string kind, HttpStatusCode status, string contentType, string text)
    {
        using var response = await BrokenAsync(kind);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType ?? "");
        Assert.Contains(text, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_loop_leads_to_itself()
    {
        using var response = await BrokenAsync("redirect_loop");

        Assert.Equal("/w/broken-redirect_loop/v1/models", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_cut_body_ends_before_its_length()
    {
        using var response = await BrokenAsync("cut_body");
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        var read = new byte[(int)response.Content.Headers.ContentLength!];

        await body.ReadExactlyAsync(read.AsMemory(0, read.Length / 2), Cancelled);
        await Assert.ThrowsAsync<HttpIOException>(() => body.ReadExactlyAsync(read.AsMemory(read.Length / 2), Cancelled).AsTask());
    }

    [Fact]
    public async Task Cut_JSON_is_complete_as_a_transfer_and_broken_as_JSON()
    {
        using var response = await BrokenAsync("cut_json");
        var body = await response.Content.ReadAsByteArrayAsync(Cancelled);

        Assert.Equal(response.Content.Headers.ContentLength, body.Length);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(body));
    }

    [Fact]
    public async Task Duplicate_ids_are_one_model_twice_with_other_facts()
    {
        using var response = await BrokenAsync("duplicate_ids", flavour: "gateway");
        var rows = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled)).GetProperty("data");

        Assert.Equal(rows[0].GetProperty("id").GetString(), rows[1].GetProperty("id").GetString());
        Assert.NotEqual(rows[0].GetProperty("context_length").GetInt64(), rows[1].GetProperty("context_length").GetInt64());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_hanging_request_is_taken_and_never_answered()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"hang","protocol":"openai"}""");
        await simulator.Process.SetFaultAsync("hang", """{"kind":"hang"}""");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var hanging = simulator.Http.GetAsync(new Uri("w/hang/v1/models", UriKind.Relative), leaving.Token);
        while (!leaving.IsCancellationRequested && (await simulator.Process.RequestsAsync("hang")).GetProperty("count").GetInt32() == 0)
        {
            await Task.Yield();
        }

        Assert.False(hanging.IsCompleted);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task A_slow_drip_begins_and_then_lets_one_wait()
    {
        using var response = await BrokenAsync("slow_drip", more: ""","pieces":4,"delay_ms":600000""");
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        var length = (int)response.Content.Headers.ContentLength!;
        var first = await body.ReadAtLeastAsync(new byte[length], length / 4, throwOnEndOfStream: true, Cancelled);

        Assert.InRange(first, length / 4, length / 2);
    }

    [Fact]
    public async Task A_slow_drip_is_whole_in_the_end()
    {
        using var response = await BrokenAsync("slow_drip", more: ""","pieces":4,"delay_ms":1""");

        Assert.Equal(3, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled)).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task An_oversized_body_is_blanks_without_a_length()
    {
        using var response = await BrokenAsync("oversized");
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        var read = new byte[2_000_000];
        await body.ReadExactlyAsync(read, Cancelled);

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(read.AsSpan().IndexOfAnyExcept((byte)' ') < 0);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"Wed, 21 Oct 2026 07:28:00 GMT\"", "Wed, 21 Oct 2026 07:28:00 GMT")]
    public async Task Retry_After_is_sent_as_it_was_given(string given, string sent)
    {
        using var response = await BrokenAsync("rate_limited", more: $",\"retry_after\":{given}");

        Assert.Equal(sent, Assert.Single(response.Headers.GetValues("Retry-After")));
    }

    [Fact]
    public async Task A_fault_for_two_requests_spares_the_third()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"times","protocol":"openai"}""");
        await simulator.Process.SetFaultAsync("times", """{"kind":"server_error","times":2}""");

        Assert.Equal([500, 500, 200], await StatusesAsync("w/times/v1/models", 3));
    }

    [Fact]
    public async Task A_fault_with_a_probability_strikes_the_same_requests_for_a_seed()
    {
        const string World = """{"name":"chance","protocol":"openai"}""";
        const string Fault = """{"kind":"server_error","probability":0.5}""";
        await simulator.Process.CreateWorldAsync(World);
        await simulator.Process.SetFaultAsync("chance", Fault);
        var first = await StatusesAsync("w/chance/v1/models", 20);

        await simulator.Process.CreateWorldAsync(World);
        await simulator.Process.SetFaultAsync("chance", Fault);
        var second = await StatusesAsync("w/chance/v1/models", 20);

        Assert.Equal(first, second);
        Assert.Equal([200, 500], first.Distinct().Order());
    }

    [Fact]
    public async Task A_fault_of_a_page_strikes_that_page_alone()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"page","protocol":"openai","page_size":10,"generate":{"models":25,"seed":2}}""");
        await simulator.Process.SetFaultAsync("page", """{"kind":"server_error","page":2}""");
        var ids = await simulator.Process.ModelIdsAsync("page");

        Assert.Equal([200], await StatusesAsync("w/page/v1/models", 1));
        Assert.Equal([500], await StatusesAsync($"w/page/v1/models?after={ids[9]}", 1));
        Assert.Equal([200], await StatusesAsync($"w/page/v1/models?after={ids[19]}", 1));
    }

    [Fact]
    public async Task A_fault_that_is_cleared_is_gone()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"cleared","protocol":"openai"}""");
        await simulator.Process.SetFaultAsync("cleared", """{"kind":"html"}""");
        await simulator.Process.ClearFaultAsync("cleared");

        Assert.Equal("""{"object":"list","data":[]}""", await simulator.GetTextAsync("w/cleared/v1/models"));
    }

    [Fact]
    public async Task An_empty_list_is_well_formed_in_every_protocol()
    {
        List<string> bodies = [];
        foreach (var world in s_worlds)
        {
            var (protocol, path) = (world.Split(' ')[0], world.Split(' ')[1]);
            await simulator.Process.CreateWorldAsync($$$"""{"name":"void-{{{protocol}}}","protocol":"{{{protocol}}}","generate":{"models":3,"seed":1}}""");
            await simulator.Process.SetFaultAsync($"void-{protocol}", """{"kind":"empty_list"}""");
            bodies.Add(await simulator.GetTextAsync($"w/void-{protocol}/{path}"));
        }

        Assert.Equal(["""{"all":[],"default":{},"connected":[]}""", """{"object":"list","data":[]}""", "{}"], bodies);
    }

    private async Task<HttpResponseMessage> BrokenAsync(string kind, string flavour = "openai", string more = "")
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"broken-{{{kind}}}","protocol":"openai","flavour":"{{{flavour}}}","generate":{"models":3,"seed":1}}""");
        await simulator.Process.SetFaultAsync($"broken-{kind}", $$"""{"kind":"{{kind}}"{{more}}}""");
        return await simulator.Http.GetAsync(new Uri($"w/broken-{kind}/v1/models", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }

    private async Task<List<int>> StatusesAsync(string path, int count)
    {
        List<int> statuses = [];
        for (var number = 0; number < count; number++)
        {
            using var response = await simulator.GetAsync(path);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
