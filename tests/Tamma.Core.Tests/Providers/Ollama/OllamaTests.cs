using System.Net;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Core.Tests.Providers.Local;
using Tamma.Providers;
using Tamma.Providers.Local;
using Xunit;

namespace Tamma.Core.Tests.Providers.Ollama;

public sealed class OllamaTests
{
    private const string Shown = """
        {"license":"MIT, and words without end","modelfile":"FROM x","system":"You serve Canary Ltd","messages":[{"role":"user","content":"canary"}],"parameters":"num_ctx                        16384\nstop                           \"<end>\"\ntemperature                    0.6\ntop_k 40\ntop_p 0.9",
        "template":"{{ .Tools }}","requires":"0.14.0","details":{"parent_model":"","format":"gguf","family":"llama","families":["llama"],"parameter_size":"8.0B","quantization_level":"Q4_K_M"},
        "model_info":{"general.architecture":"llama","general.parameter_count":8030261312,"llama.context_length":131072,"llama.embedding_length":4096,"tokenizer.ggml.model":"gpt2","tokenizer.ggml.tokens":null},"capabilities":["completion","tools","insert"],"modified_at":"2025-03-27T19:29:58Z"}
        """;

    private const string Old = """{"models":[{"name":"llama3.1:8b","model":"llama3.1:8b","modified_at":"2025-03-27T19:29:58Z","size":4920753328,"digest":"46e0","details":{"parent_model":"","format":"gguf","family":"llama","families":["llama"],"parameter_size":"8.0B","quantization_level":"Q4_K_M"}}]}""";

    [Theory]
    [InlineData("http://127.0.0.1:11434")]
    [InlineData("http://127.0.0.1:11434/")]
    [InlineData("http://127.0.0.1:11434/v1")]
    [InlineData("http://127.0.0.1:11434/v1/")]
    [InlineData("http://127.0.0.1:11434/api")]
    public async Task A_new_server_says_all_in_its_list(string url)
    {
        var server = LocalAnswers.Of(LocalServerKind.Ollama);
        var listing = await server.CompleteAsync(Connections.Of("ollama", url));

        Assert.Equal(["http://127.0.0.1:11434/api/tags", "http://127.0.0.1:11434/api/ps", "http://127.0.0.1:11434/api/version"], server.Asked.Select(asked => asked.AbsoluteUri));
        Assert.Equal(
            "created=2025-10-04 digest=c6eb396d extra.details.embedding_length=2560 extra.details.families=[\"gemma4\"] family=gemma4 format=gguf limit.context=131072 loaded=false modalities.input=text,image modalities.output=text parameters=8000000000 quantization=Q4_K_M reasoning=true size_bytes=9608350245 tool_call=true type=chat",
            Text(listing, "ollama/gemma4:latest"));
        Assert.Equal("name=Ollama version=0.14.2", Text(listing, "ollama"));
        Assert.Equal(ClaimKind.Reference, Assert.Single(listing.Claims, claim => claim.Key.IsProvider).Kind);
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task An_old_server_is_asked_to_show_each_model_and_its_ceiling_is_not_what_is_served()
    {
        var server = new CannedServer().At("/api/tags", Old).At("/api/show", Shown).At("/api/version", """{"version":"0.6.2"}""");
        var listing = await server.CompleteAsync(Connections.Of("ollama", "http://box:11434"));
        var fields = listing.Fields("ollama/llama3.1:8b");

        Assert.Equal(("131072", "16384", "8030261312", "llama", "gpt2"), (fields["limit.context"], fields["limit.served_context"], fields["parameters"], fields["architecture"], fields["tokenizer"]));
        Assert.Equal(("chat", "true", "0.6", "0.9", "40"), (fields["type"], fields["tool_call"], fields["default.temperature"], fields["default.top_p"], fields["default.top_k"]));
        Assert.Equal("[\"completion\",\"tools\",\"insert\"]", fields["extra.capabilities"]);
        Assert.False(fields.ContainsKey("reasoning"));
        Assert.False(fields.ContainsKey("loaded")); // it has no list of what is loaded
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task What_owners_tell_their_models_is_not_kept()
    {
        var listing = await new CannedServer().At("/api/tags", Old).At("/api/show", Shown).CompleteAsync(Connections.Of("ollama", "http://box:11434"));

        Assert.DoesNotContain("canary", listing.Everything(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("without end", listing.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_loaded_is_known_with_the_memory_and_context_that_it_has()
    {
        var server = LocalAnswers.Of(LocalServerKind.Ollama).At("/api/ps", """{"models":[{"name":"gemma4:latest","model":"gemma4:latest","size":6654289920,"digest":"c6eb396d","details":{"family":"gemma4"},"expires_at":"2026-01-01T00:00:00Z","size_vram":0,"context_length":4096}]}""");
        var fields = (await server.CompleteAsync(Connections.Of("ollama", "http://box:11434"))).Fields("ollama/gemma4:latest");

        Assert.Equal(("true", "6654289920", "0", "4096", "131072"), (fields["loaded"], fields["loaded_bytes"], fields["loaded_vram_bytes"], fields["limit.served_context"], fields["limit.context"]));
    }

    [Fact]
    public async Task When_a_model_leaves_the_memory_a_little_later_nothing_has_changed()
    {
        var server = LocalAnswers.Of(LocalServerKind.Ollama);
        var listing = server.Listing(Connections.Of("ollama", "http://box:11434"));
        At("2026-01-01T00:00:00Z");
        var first = Assert.IsType<Listing.Complete>(await server.RunAsync(listing.ListAsync(null, null, TestContext.Current.CancellationToken)));
        At("2026-01-01T00:05:00Z");

        Assert.IsType<Listing.Unchanged>(await server.RunAsync(listing.ListAsync(first.State, null, TestContext.Current.CancellationToken)));

        void At(string time) => server.At("/api/ps", """{"models":[{"name":"gemma4:latest","size":1,"expires_at":"TIME"}]}""".Replace("TIME", time, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_digest_that_was_shown_is_not_shown_again()
    {
        var server = new CannedServer().At("/api/tags", Old).At("/api/show", Shown);
        var listing = server.Listing(Connections.Of("ollama", "http://box:11434"));
        var first = Assert.IsType<Listing.Complete>(await server.RunAsync(listing.ListAsync(null, null, TestContext.Current.CancellationToken)));
        server.Asked.Clear();

        Assert.IsType<Listing.Unchanged>(await server.RunAsync(listing.ListAsync(first.State, null, TestContext.Current.CancellationToken)));
        Assert.DoesNotContain(server.Asked, url => url.AbsolutePath == "/api/show");

        server.At("/api/tags", Old.Replace("46e0", "47f1", StringComparison.Ordinal));
        var moved = Assert.IsType<Listing.Complete>(await server.RunAsync(listing.ListAsync(first.State, null, TestContext.Current.CancellationToken)));
        Assert.Single(server.Asked, url => url.AbsolutePath == "/api/show");
        Assert.Equal("16384", moved.Fields("ollama/llama3.1:8b")["limit.served_context"]);
    }

    [Fact]
    public async Task Models_are_shown_four_at_a_time_and_by_name()
    {
        var (now, most, names, gate) = (0, 0, new List<string>(), new Lock());
        var (full, open) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var server = new CannedServer()
            .At("/api/tags", "{\"models\":[" + string.Join(',', Enumerable.Range(0, 9).Select(i => $$"""{"name":"m{{i}}","digest":"d{{i}}"}""")) + "]}")
            .At("/api/show", async request =>
            {
                var body = await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
                lock (gate)
                {
                    names.Add($"{request.Method} {JsonDocument.Parse(body).RootElement.GetProperty("model").GetString()}");
                    most = Math.Max(most, ++now);
                    if (now == 4)
                    {
                        full.TrySetResult();
                    }
                }

                await open.Task;
                lock (gate)
                {
                    now--;
                }

                return new(HttpStatusCode.OK) { Content = new StringContent(Shown, Encoding.UTF8, "application/json") };
            });

        var listing = server.CompleteAsync(Connections.Of("ollama", "http://box:11434"));
        await full.Task;
        for (var i = 0; i < 10_000; i++)
        {
            await Task.Yield(); // time enough for a fifth
        }

        open.SetResult();
        Assert.Equal(9, (await listing).Claims.Length);
        Assert.Equal(4, most);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"POST m{i}"), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_model_that_cannot_be_shown_hides_no_other()
    {
        var server = new CannedServer(new() { Attempts = 1 }).At("/api/tags", Old).At("/api/show", """{"error":"unable to load"}""", HttpStatusCode.InternalServerError);
        var listing = await server.CompleteAsync(Connections.Of("ollama", "http://box:11434"));

        Assert.Equal("8000000000", listing.Fields("ollama/llama3.1:8b")["parameters"]);
        Assert.Equal(1, listing.Rules["model_is_not_shown"]);
    }

    [Fact]
    public async Task A_server_that_is_busy_takes_no_fact_back()
    {
        var server = new CannedServer(new() { Attempts = 1 }).At("/api/tags", Old)
            .At("/api/show", """{"error":"server busy, please try again.  maximum pending requests exceeded"}""", HttpStatusCode.ServiceUnavailable);

        Assert.Equal(ProviderFault.ServerError, (await server.FaultAsync(Connections.Of("ollama", "http://box:11434"))).Fault);
    }

    [Theory]
    [InlineData("""{"name":"m"}""", "")]
    [InlineData("""{"name":"x","model":"m"}""", "")]
    [InlineData("""{"name":"m","size":384,"remote_model":"kimi-k2","remote_host":"https://ollama.com:443"}""", "extra.remote_host=\"https://ollama.com:443\" extra.remote_model=\"kimi-k2\"")]
    [InlineData("""{"name":"m","details":{"parameter_size":"334.09M"}}""", "parameters=334090000")]
    [InlineData("""{"name":"m","details":{"parameter_size":"unknown"}}""", "extra.details.parameter_size=\"unknown\"")]
    [InlineData("""{"name":"m","details":null,"size":null,"capabilities":null}""", "")]
    [InlineData("""{"name":"m","details":"x","size":"y","capabilities":5}""", "extra.capabilities=5 extra.details=\"x\" extra.size=\"y\"")]
    [InlineData("""{"name":"m","details":{"embedding_length":768},"capabilities":["embedding"]}""", "limit.embedding_dimensions=768 modalities.input=text tool_call=false type=embedding")]
    [InlineData("""{"name":"m","novelty":{"a":1}}""", "extra.novelty.a=1")]
    public async Task Rows_are_read_as_far_as_they_go(string row, string fields)
    {
        var listing = await new CannedServer().At("/api/tags", "{\"models\":[" + row + "]}").CompleteAsync(Connections.Of("ollama", "http://box:11434"));

        Assert.Equal(fields, Text(listing, "ollama/m"));
    }

    [Theory]
    [InlineData("""{"models":null}""")]
    [InlineData("""{"models":[]}""")]
    public async Task A_server_without_models_is_an_empty_list(string body) =>
        Assert.Empty((await new CannedServer().At("/api/tags", body).At("/api/version", """{"version":"1"}""").CompleteAsync(Connections.Of("ollama", "http://box:11434"))).Claims);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"models":{}}""")]
    [InlineData("""{"models":[null]}""")]
    [InlineData("""{"models":[{}]}""")]
    [InlineData("""{"models":[{"name":""}]}""")]
    public async Task What_is_no_list_is_refused(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await new CannedServer().At("/api/tags", body).FaultAsync(Connections.Of("ollama", "http://box:11434"))).Fault);

    [Fact]
    public async Task The_key_goes_with_every_request_of_a_hosted_one()
    {
        Environment.SetEnvironmentVariable("TAMMA_TEST_OLLAMA_KEY", "sk-CANARY-ollama-1");
        var server = new CannedServer().At("/api/tags", Old).At("/api/show", Shown.Replace("gpt2", "sk-CANARY-ollama-1", StringComparison.Ordinal));
        var listing = await server.CompleteAsync(Connections.Of("ollama", "https://ollama.com", "TAMMA_TEST_OLLAMA_KEY"));

        Assert.All(server.Headers, headers => Assert.Equal("Bearer sk-CANARY-ollama-1", headers["Authorization"]));
        Assert.DoesNotContain("sk-CANARY-ollama-1", listing.Everything(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ollama-api-tags/2025-03-26-64fa86.json")]
    [InlineData("ollama-api-tags/2025-03-27-46c30d.json")]
    [InlineData("ollama-api-tags/2025-03-27-708008.json")]
    public async Task Recorded_lists_hold_nothing_that_we_do_not_know(string file)
    {
        var (_, body) = Corpus.Recorded(file);
        var listing = await new CannedServer().At("/api/tags", body).CompleteAsync(Connections.Of("ollama", "http://box:11434"));

        Assert.NotEmpty(listing.Claims);
        Assert.Empty(listing.UnknownFields);
        Assert.All(listing.Claims, claim => Assert.True(claim.Value("parameters")?.AsNumber() > 1_000_000));
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [
            LocalAnswers.Tags,
            Old,
            """{"models":[{"name":"m","digest":"d","key":"sk-secret-0001","size":0,"size_vram":"x","details":{"families":null},"capabilities":["embedding","sk-secret-0001"]}]}""",
        ],
        (server, body) => server.At("/api/tags", body).At("/api/ps", body).At("/api/show", Shown).ListAsync(Connections.Of("ollama", "http://box:11434")));

    [Fact]
    public Task Damaged_details() => DamagedAnswers.CheckAsync(
        [Shown, """{"parameters":"num_ctx 0\nnum_ctx x","model_info":{"general.architecture":5},"details":[],"key":"sk-secret-0001","template":"sk-secret-0001"}"""],
        (server, body) => server.At("/api/tags", Old).At("/api/show", body).At("/api/version", body).ListAsync(Connections.Of("ollama", "http://box:11434")),
        "llama3.1:8b");

    private static string Text(Listing.Complete listing, string key) =>
        string.Join(' ', listing.Fields(key).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
