using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OllamaWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string SomeModel = """{"id":"holm:8b","family":"holm","limit":{"context":131072},"modalities":{"input":["text","image"]},"tool_call":true,"reasoning":true,"digest":"c6eb396d","size":4920753328,"parameter_size":"8.0B","quantization":"Q4_K_M","last_updated":"2026-10-03","loaded":true,"loaded_context":8192}""";

    [Fact]
    public async Task The_tags_have_the_digest_the_size_the_details_and_what_it_can_do()
    {
        await MakeAsync("tags");
        await simulator.Process.AddModelAsync("tags", SomeModel);

        var row = Assert.Single((await simulator.GetJsonAsync("w/tags/api/tags")).GetProperty("models").EnumerateArray());
        var details = row.GetProperty("details");

        Assert.Equal("name model modified_at size digest details capabilities", row.Names());
        Assert.Equal("holm:8b holm:8b c6eb396d", $"{row.GetProperty("name").GetString()} {row.GetProperty("model").GetString()} {row.GetProperty("digest").GetString()}");
        Assert.StartsWith("2026-10-03T", row.GetProperty("modified_at").GetString(), StringComparison.Ordinal);
        Assert.Equal("parent_model format family families parameter_size quantization_level context_length embedding_length", details.Names());
        Assert.Equal("8.0B Q4_K_M 131072", $"{details.GetProperty("parameter_size").GetString()} {details.GetProperty("quantization_level").GetString()} {details.GetProperty("context_length").GetRawText()}");
        Assert.Equal("""["completion","vision","tools","thinking"]""", row.GetProperty("capabilities").GetRawText());
    }

    [Fact]
    public async Task An_old_server_says_less_in_its_tags()
    {
        await MakeAsync("old", ""","old":true""");
        await simulator.Process.AddModelAsync("old", SomeModel);

        var row = (await simulator.GetJsonAsync("w/old/api/tags")).GetProperty("models")[0];
        var full = await ShowAsync("old", "holm:8b");

        Assert.Equal("name model modified_at size digest details", row.Names());
        Assert.Equal("parent_model format family families parameter_size quantization_level", row.GetProperty("details").Names());
        Assert.Equal(131_072, full.GetProperty("model_info").GetProperty("holm.context_length").GetInt64());
        Assert.Equal("""{"version":"0.5.1"}""", await simulator.GetTextAsync("w/old/api/version"));
    }

    [Fact]
    public async Task To_show_a_model_gives_its_architecture_its_context_and_its_parameters()
    {
        await MakeAsync("show");
        await simulator.Process.AddModelAsync("show", SomeModel);
        await simulator.Process.AddModelAsync("show", """{"id":"curlew:latest","family":"curlew"}""");

        var full = await ShowAsync("show", "holm:8b");

        Assert.Equal("holm", full.GetProperty("model_info").GetProperty("general.architecture").GetString());
        Assert.Equal(131_072, full.GetProperty("model_info").GetProperty("holm.context_length").GetInt64());
        Assert.Matches("^num_ctx +8192\n", full.GetProperty("parameters").GetString());
        Assert.Equal("""["completion","vision","tools","thinking"]""", full.GetProperty("capabilities").GetRawText());
        Assert.Equal("curlew", (await ShowAsync("show", "curlew")).GetProperty("details").GetProperty("family").GetString());
        Assert.Equal("""{"error":"model 'gone' not found"}""", (await ShowAsync("show", "gone")).GetRawText());
    }

    [Fact]
    public async Task What_is_in_memory_is_listed_with_the_context_it_has_there()
    {
        await MakeAsync("ps");
        await simulator.Process.AddModelAsync("ps", SomeModel);
        await simulator.Process.AddModelAsync("ps", """{"id":"idle:8b"}""");

        var row = Assert.Single((await simulator.GetJsonAsync("w/ps/api/ps")).GetProperty("models").EnumerateArray());

        Assert.Equal("name model size digest details expires_at size_vram context_length", row.Names());
        Assert.Equal(8192, row.GetProperty("context_length").GetInt64());
    }

    [Fact]
    public async Task It_runs_and_has_a_compatible_listing_too()
    {
        await MakeAsync("runs");
        await simulator.Process.AddModelAsync("runs", SomeModel);

        Assert.Equal("Ollama is running", await simulator.GetTextAsync("w/runs/"));
        Assert.Equal("Ollama is running", await simulator.GetTextAsync("w/runs"));
        Assert.Equal("id object created owned_by", (await simulator.GetJsonAsync("w/runs/v1/models")).GetProperty("data")[0].Names());
        Assert.Equal("library", (await simulator.GetJsonAsync("w/runs/v1/models")).GetProperty("data")[0].GetProperty("owned_by").GetString());
    }

    [Fact]
    public async Task Errors_are_a_text_on_its_own_paths_and_an_object_on_the_compatible_one()
    {
        await MakeAsync("keyed", ""","key":"k" """);

        using var refused = await simulator.GetAsync("w/keyed/api/tags");
        using var admitted = await simulator.GetAsync("w/keyed/api/tags", "Authorization", "Bearer k");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("""{"error":"unauthorized"}""", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
        Assert.Equal("message type param code", (await simulator.AnswerAsync("w/keyed/v1/models")).GetProperty("error").Names());
    }

    [Fact]
    public async Task Generated_models_each_have_a_digest_and_some_are_in_memory()
    {
        await MakeAsync("many", ""","generate":{"models":2000,"seed":3}""");

        var rows = (await simulator.GetJsonAsync("w/many/api/tags")).GetProperty("models").EnumerateArray().ToList();

        Assert.Equal(2000, rows.Select(row => row.GetProperty("digest").GetString()).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(64, row.GetProperty("digest").GetString()!.Length));
        Assert.InRange((await simulator.GetJsonAsync("w/many/api/ps")).GetProperty("models").GetArrayLength(), 100, 500);
    }

    private async Task<JsonElement> ShowAsync(string world, string model)
    {
        using var response = await simulator.SendAsync(HttpMethod.Post, $"w/{world}/api/show", $$"""{"model":"{{model}}"}""", []);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private Task MakeAsync(string world, string more = "") => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"ollama"{{more}}}""");
}
