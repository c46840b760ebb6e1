using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OpenAiBesideTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_plain_row_says_when_it_is_shut_down_or_null()
    {
        await MakeAsync("shutdown", "");
        await simulator.Process.AddModelAsync("shutdown", """{"id":"a","retires_at":"2027-02-01"}""");
        await simulator.Process.AddModelAsync("shutdown", """{"id":"b","owned_by":"me"}""");

        var rows = (await simulator.GetJsonAsync("w/shutdown/v1/models")).GetProperty("data");

        Assert.Equal("2027-02-01", rows[0].GetProperty("shutdown_date").GetString());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("shutdown_date").ValueKind);
    }

    [Fact]
    public async Task One_model_is_the_row_of_the_list()
    {
        await MakeAsync("one", "");
        await simulator.Process.AddModelAsync("one", """{"id":"lab/a","retires_at":"2027-02-01"}""");

        var row = (await simulator.GetJsonAsync("w/one/v1/models")).GetProperty("data")[0].GetRawText();
        using var missing = await simulator.GetAsync("w/one/v1/models/gone");

        Assert.Equal(row, await simulator.GetTextAsync("w/one/v1/models/lab/a"));
        Assert.Equal(row, await simulator.GetTextAsync("w/one/v1/models/lab%2Fa"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task OpenAI_itself_sends_its_headers_and_what_is_left_shrinks()
    {
        await MakeAsync("headers", "");
        using var first = await simulator.GetAsync("w/headers/v1/models");
        using var second = await simulator.GetAsync("w/headers/v1/models");

        Assert.Subset(
            second.Headers.Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase),
            new HashSet<string>(["x-request-id", "openai-organization", "openai-version", "openai-processing-ms", "x-ratelimit-limit-requests", "x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens"], StringComparer.OrdinalIgnoreCase));
        Assert.True(Left(first) > Left(second));
        Assert.NotEqual(first.Headers.GetValues("x-request-id").Single(), second.Headers.GetValues("x-request-id").Single());

        static int Left(HttpResponseMessage response) => int.Parse(response.Headers.GetValues("x-ratelimit-remaining-requests").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("vllm", "version", true)]
    [InlineData("vllm", "health", true)]
    [InlineData("llamacpp", "health", true)]
    [InlineData("llamacpp", "props", false)]
    [InlineData("openai", "health", false)]
    public async Task Some_paths_of_local_servers_are_open_to_all(string flavour, string path, bool isOpen)
    {
        await MakeAsync($"open-{flavour}", $$""","flavour":"{{flavour}}","key":"k" """);

        using var response = await simulator.GetAsync($"w/open-{flavour}/{path}");

        Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_properties_of_llama_cpp_have_the_context_that_is_in_effect()
    {
        await MakeAsync("props", ""","flavour":"llamacpp" """);
        await simulator.Process.AddModelAsync("props", """{"id":"holm-8b.gguf","limit":{"context":131072},"loaded_context":8192,"tool_call":true}""");

        var props = await simulator.GetJsonAsync("w/props/props");

        Assert.Equal("default_generation_settings total_slots model_path chat_template chat_template_caps modalities build_info is_sleeping", props.Names());
        Assert.Equal(8192, props.GetProperty("default_generation_settings").GetProperty("n_ctx").GetInt64());
        Assert.Equal("holm-8b.gguf", props.GetProperty("model_path").GetString());
    }

    private Task MakeAsync(string world, string more) => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"openai"{{more}}}""");
}
