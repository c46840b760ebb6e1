using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ProtocolFaultTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly (string, string)[] s_version = [("anthropic-version", "2026-10-21")];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Wires() => [.. Wire.All.Select(wire => (wire.Protocol, wire.Path))];

    public static TheoryData<string> PagedProtocols() => [.. Wire.Paged.Select(paged => paged.Protocol)];

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Refusals_are_of_the_providers_own_form(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "refused");
        foreach (var (kind, status) in new[] { ("forbidden", 403), ("rate_limited", 429), ("server_error", 500), ("unauthorised", 401) })
        {
            var (response, text) = await BrokenAsync(wire, "refused", kind);
            Assert.Equal(status, (int)response.StatusCode);

            // Two servers say a wrong key in plain words, or in a form of its own.
            Assert.True(text.Contains(wire.Error, StringComparison.Ordinal) || (status == 401 && protocol is "opencode" or "mistral"), $"{kind}: {text}");
            Assert.Equal(status == 429 && protocol != "gemini", response.Headers.RetryAfter is not null);
        }

        var (quota, words) = await BrokenAsync(wire, "refused", "quota");
        Assert.Equal(wire.QuotaStatus, (int)quota.StatusCode);
        Assert.Contains(wire.Quota, words, StringComparison.Ordinal);
        Assert.Null(quota.Headers.RetryAfter);
        var (error, body) = await BrokenAsync(wire, "refused", "error_body");
        Assert.Equal(HttpStatusCode.OK, error.StatusCode);
        Assert.Contains(wire.Error, body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Wrong_bodies_are_wrong_in_the_way_they_are_named(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "bodies");

        Assert.Equal("{}", (await BrokenAsync(wire, "bodies", "empty_object")).Text);
        Assert.Equal("[1,2,3]", (await BrokenAsync(wire, "bodies", "wrong_shape")).Text);
        Assert.StartsWith("<!doctype html>", (await BrokenAsync(wire, "bodies", "html")).Text, StringComparison.Ordinal);
        Assert.Equal(502, (int)(await BrokenAsync(wire, "bodies", "bad_gateway")).Response.StatusCode);
        Assert.Empty(RowsOf((await BrokenAsync(wire, "bodies", "empty_list")).Text, wire, protocol));
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(BrokenAsync(wire, "bodies", "cut_json").Result.Text));
        Assert.Equal("text/plain", (await BrokenAsync(wire, "bodies", "wrong_content_type")).Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"/w/{wire.WorldName("bodies")}/{path}", (await BrokenAsync(wire, "bodies", "redirect_loop")).Response.Headers.Location?.ToString());
        var (proxy, page) = await BrokenAsync(wire, "bodies", "proxy_error");
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, proxy.StatusCode);
        Assert.Equal("text/html", proxy.Content.Headers.ContentType?.MediaType);
        Assert.Contains("407 Proxy Authentication Required", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_rows_may_be_missing_or_null_in_an_envelope_that_is_right(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "rows");
        var (missing, absent) = await BrokenAsync(wire, "rows", "missing_data");
        var (nothing, empty) = await BrokenAsync(wire, "rows", "null_list");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [missing.StatusCode, nothing.StatusCode]);
        Assert.False(Holder(absent, protocol).TryGetProperty(wire.Rows, out _));
        Assert.Equal(JsonValueKind.Null, Holder(empty, protocol).GetProperty(wire.Rows).ValueKind);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_cut_body_ends_early_and_a_dripped_one_is_whole(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "transfer");
        await SetAsync(wire, "transfer", "cut_body", "");
        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.GetAsync($"w/{wire.WorldName("transfer")}/{path}", s_version));

        Assert.NotEmpty(RowsOf((await BrokenAsync(wire, "transfer", "slow_drip", ""","delay_ms":1,"pieces":3""")).Text, wire, protocol));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_first_model_is_twice_in_the_list_with_other_facts(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "twins");
        var plain = RowsOf(await TextAsync(wire, "twins"), wire, protocol).Count;
        var rows = RowsOf((await BrokenAsync(wire, "twins", "duplicate_ids")).Text, wire, protocol);

        Assert.Equal(plain + 1, rows.Count);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task It_hangs_before_anything_or_after_the_headers_or_in_the_middle(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "hangs");
        foreach (var (kind, share) in new[] { ("hang", -1), ("hang_headers", 0), ("hang_body", 2) })
        {
            await SetAsync(wire, "hangs", kind, "");
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var asked = simulator.Http.SendAsync(Ask(wire, "hangs"), HttpCompletionOption.ResponseHeadersRead, leaving.Token);
            if (share < 0)
            {
                await AskedForAsync(wire.WorldName("hangs"));
                Assert.False(asked.IsCompleted);
                await leaving.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
                continue;
            }

            using var response = await asked;
            await using var body = await response.Content.ReadAsStreamAsync(leaving.Token);
            var half = share == 0 ? 0 : (int)response.Content.Headers.ContentLength! / share;
            await body.ReadExactlyAsync(new byte[half], leaving.Token);
            var rest = body.ReadAsync(new byte[1], leaving.Token).AsTask();
            Assert.False(rest.IsCompleted);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_oversized_body_begins_with_blanks(string protocol, string path)
    {
        var wire = await MakeAsync(protocol, path, "large");
        await SetAsync(wire, "large", "oversized", "");
        using var request = Ask(wire, "large");
        using var response = await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        var read = new byte[1_000_000];
        await body.ReadExactlyAsync(read, Cancelled);

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(read.AsSpan().IndexOfAnyExcept((byte)' ') < 0);
    }

    [Theory]
    [MemberData(nameof(PagedProtocols))]
    public async Task A_fault_of_a_page_strikes_that_page_alone(string protocol)
    {
        var statuses = await WalkAsync(protocol, "struck", """{"kind":"server_error","page":2,"times":1}""");

        Assert.Equal(["200", "500", "200", "200", "200"], statuses);
    }

    [Theory]
    [MemberData(nameof(PagedProtocols))]
    public async Task A_truncated_page_is_the_second_one_cut_in_the_middle(string protocol)
    {
        var statuses = await WalkAsync(protocol, "truncated", """{"kind":"truncated_page","times":1}""");

        Assert.Equal(["200", "cut", "200", "200", "200"], statuses);
    }

    [Fact]
    public async Task A_truncated_page_needs_pages()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"pageless","protocol":"zen"}""");
        await simulator.Process.CreateWorldAsync("""{"name":"paged","protocol":"gemini"}""");

        Assert.Equal(HttpStatusCode.BadRequest, await simulator.RefusalAsync(HttpMethod.Put, "worlds/pageless/fault", """{"kind":"truncated_page"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await simulator.RefusalAsync(HttpMethod.Put, "worlds/paged/fault", """{"kind":"truncated_page","page":1}"""));
        await simulator.Process.SetFaultAsync("paged", """{"kind":"truncated_page","page":3}""");
    }

    /// <summary>Asks for four pages, and once more for one that failed.</summary>
    private async Task<List<string>> WalkAsync(string protocol, string purpose, string fault)
    {
        var wire = Wire.Of(protocol);
        var world = wire.WorldName(purpose);

        // The models are given, so that none is hidden and the pages are full.
        await simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"{{protocol}}","page_size":10}""");
        for (var number = 0; number < 35; number++)
        {
            await simulator.Process.AddModelAsync(world, $$"""{"id":"m-{{number}}"}""");
        }

        await simulator.Process.SetFaultAsync(world, fault);
        List<string> outcomes = [];
        string? query = "";
        while (query is not null)
        {
            using var response = await simulator.GetAsync($"w/{world}/{wire.Path}{query}", s_version);
            var text = await response.Content.ReadAsStringAsync(Cancelled);
            outcomes.Add(text.EndsWith('}') ? $"{(int)response.StatusCode}" : "cut");
            query = outcomes[^1] == "200" ? Wire.Paged.Single(paged => paged.Protocol == protocol).Next(JsonElement.Parse(text)) : query;
        }

        return outcomes;
    }

    private async Task<Wire> MakeAsync(string protocol, string path, string purpose)
    {
        var wire = Wire.All.Single(wire => wire.Protocol == protocol && wire.Path == path);
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{wire.WorldName(purpose)}}}","protocol":"{{{protocol}}}","generate":{"models":6,"seed":3}}""");
        return wire;
    }

    private Task SetAsync(Wire wire, string purpose, string kind, string more) =>
        simulator.Process.SetFaultAsync(wire.WorldName(purpose), $$"""{"kind":"{{kind}}"{{more}}}""");

    private async Task<(HttpResponseMessage Response, string Text)> BrokenAsync(Wire wire, string purpose, string kind, string more = "")
    {
        await SetAsync(wire, purpose, kind, more);
        var response = await simulator.GetAsync($"w/{wire.WorldName(purpose)}/{wire.Path}", s_version);
        return (response, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<string> TextAsync(Wire wire, string purpose)
    {
        using var response = await simulator.GetAsync($"w/{wire.WorldName(purpose)}/{wire.Path}", s_version);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }

    private static HttpRequestMessage Ask(Wire wire, string purpose)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"w/{wire.WorldName(purpose)}/{wire.Path}", UriKind.Relative));
        request.Headers.Add("anthropic-version", "2026-10-21");
        return request;
    }

    private async Task AskedForAsync(string world)
    {
        while ((await simulator.Process.RequestsAsync(world)).GetProperty("count").GetInt32() == 0)
        {
            await Task.Yield();
        }
    }

    private static JsonElement Holder(string text, string protocol) =>
        protocol == "models_dev" ? JsonElement.Parse(text).EnumerateObject().First().Value : JsonElement.Parse(text);

    private static List<JsonElement> RowsOf(string text, Wire wire, string protocol) => protocol switch
    {
        "models_dev" => [.. JsonElement.Parse(text).EnumerateObject().SelectMany(provider => provider.Value.GetProperty("models").EnumerateObject()).Select(model => model.Value)],
        "opencode" => [.. JsonElement.Parse(text).GetProperty("all").EnumerateArray().SelectMany(provider => provider.GetProperty("models").EnumerateObject()).Select(model => model.Value)],
        _ => [.. JsonElement.Parse(text).GetProperty(wire.Rows).EnumerateArray()],
    };
}
