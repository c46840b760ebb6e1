using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class LmStudioWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string SomeModel = """{"id":"fjordwerk/holm-4-8b","name":"Holm 4 8B","owned_by":"fjordwerk","family":"holm","limit":{"context":131072},"modalities":{"input":["text","image"]},"tool_call":true,"size":5000,"parameter_size":"8.0B","quantization":"Q5_K_M","loaded":true,"loaded_context":8192}""";

    [Fact]
    public async Task Its_own_listing_has_what_is_loaded_and_how_it_was_made_smaller()
    {
        await MakeAsync("native");
        await simulator.Process.AddModelAsync("native", SomeModel);
        await simulator.Process.AddModelAsync("native", """{"id":"fjordwerk/embed","kind":"embedding"}""");

        var rows = (await simulator.GetJsonAsync("w/native/api/v1/models")).GetProperty("models");
        var row = rows[0];

        Assert.Equal("type publisher key display_name architecture quantization size_bytes params_string loaded_instances max_context_length format capabilities description variants selected_variant", row.Names());
        Assert.Equal("""{"name":"Q5_K_M","bits_per_weight":5}""", row.GetProperty("quantization").GetRawText());
        Assert.Equal("fjordwerk/holm-4-8b@q5_k_m", row.GetProperty("selected_variant").GetString());
        Assert.Equal(8192, row.GetProperty("loaded_instances")[0].GetProperty("config").GetProperty("context_length").GetInt64());
        Assert.Equal("""{"vision":true,"trained_for_tool_use":true}""", row.GetProperty("capabilities").GetRawText());
        Assert.Equal("embedding", rows[1].GetProperty("type").GetString());
        Assert.Empty(rows[1].GetProperty("loaded_instances").EnumerateArray());
    }

    [Fact]
    public async Task The_two_older_listings_say_less()
    {
        await MakeAsync("older");
        await simulator.Process.AddModelAsync("older", SomeModel);

        var legacy = await simulator.GetJsonAsync("w/older/api/v0/models");
        var compatible = await simulator.GetJsonAsync("w/older/v1/models");

        Assert.Equal("""{"id":"fjordwerk/holm-4-8b","object":"model","type":"vlm","publisher":"fjordwerk","arch":"holm","compatibility_type":"gguf","quantization":"Q5_K_M","state":"loaded","max_context_length":131072,"loaded_context_length":8192}""", legacy.GetProperty("data")[0].GetRawText());
        Assert.Equal("""{"data":[{"id":"fjordwerk/holm-4-8b","object":"model","owned_by":"organization_owner"}],"object":"list"}""", compatible.GetRawText());
    }

    [Fact]
    public async Task A_token_may_be_asked_for()
    {
        await MakeAsync("keyed", ""","key":"k" """);

        using var refused = await simulator.GetAsync("w/keyed/api/v1/models");
        using var admitted = await simulator.GetAsync("w/keyed/api/v1/models", "Authorization", "Bearer k");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
        Assert.Equal("message type param code", (await simulator.AnswerAsync("w/keyed/api/v1/models")).GetProperty("error").Names());
    }

    private Task MakeAsync(string world, string more = "") => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"lmstudio"{{more}}}""");
}
