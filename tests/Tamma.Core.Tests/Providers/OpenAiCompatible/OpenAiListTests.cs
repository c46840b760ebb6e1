using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenAiCompatible;

public sealed class OpenAiListTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""[{"id":"m"}]""")]
    [InlineData("""null""")]
    [InlineData("""{"object":"list"}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[null]}""")]
    [InlineData("""{"data":["m"]}""")]
    [InlineData("""{"data":[{}]}""")]
    [InlineData("""{"data":[{"id":5}]}""")]
    [InlineData("""{"data":[{"id":""}]}""")]
    [InlineData("""{"data":[{"id":"a"},{"name":"b"}]}""")]
    [InlineData("""{"data":[{"id":"a"}],"has_more":true}""")]
    [InlineData("""{"data":[{"id":"a"}],"has_more":true,"last_id":null}""")]
    public async Task An_answer_that_is_not_of_its_form_is_never_a_listing(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await new CannedServer().Answers(body).FaultAsync()).Fault);

    [Fact]
    public async Task An_empty_list_is_a_list() =>
        Assert.Empty((await new CannedServer().Answers("""{"object":"list","data":[]}""").CompleteAsync(Connections.OpenAi())).Claims);

    [Fact]
    public async Task Pages_are_followed_by_the_last_id()
    {
        var server = new CannedServer()
            .Answers("""{"data":[{"id":"a"},{"id":"b/c"}],"has_more":true,"last_id":"b/c"}""")
            .Answers("""{"data":[{"id":"d"}],"has_more":false,"last_id":"d"}""");
        var pages = new List<int>();

        var listing = Assert.IsType<Listing.Complete>(await server.RunAsync(server.Listing(Connections.OpenAi()).ListAsync(null, new Direct(pages), TestContext.Current.CancellationToken)));

        Assert.Equal(["a", "b/c", "d"], listing.Claims.Select(claim => claim.Key.Id));
        Assert.Equal(["https://api.example.com/v1/models", "https://api.example.com/v1/models?after=b%2Fc&limit=100"], server.Asked.Select(url => url.AbsoluteUri));
        Assert.Equal(2, listing.Documents.Length);
        Assert.Equal([1, 2], pages);
        Assert.Equal(listing.Documents.Select(document => document.Hash), listing.Claims.Where(claim => claim.Key.Id != "a").Select(claim => claim.Slice!.Value.Document));
    }

    [Theory]
    [InlineData("https://api.example.com/v1/models?offset=1", "https://api.example.com/v1/models?offset=1")]
    [InlineData("/v1/models?offset=1", "https://api.example.com/v1/models?offset=1")]
    [InlineData("?offset=1", "https://api.example.com/v1/models?offset=1")]
    public async Task Pages_are_followed_by_links(string link, string asked)
    {
        var server = new CannedServer().Answers($$$"""{"data":[{"id":"a"}],"links":{"next":"{{{link}}}"}}""").Answers("""{"data":[{"id":"b"}],"links":{"next":null}}""");

        Assert.Equal(2, (await server.CompleteAsync(Connections.OpenAi())).Claims.Length);
        Assert.Equal(asked, server.Asked[1].AbsoluteUri);
    }

    [Theory]
    [InlineData("https://evil.example/v1/models")]
    [InlineData("http://api.example.com/v1/models")]
    [InlineData("https://api.example.com:8443/v1/models")]
    [InlineData("//evil.example/models")]
    [InlineData("file:///etc/passwd")]
    public async Task A_next_page_elsewhere_is_not_asked(string link)
    {
        var server = new CannedServer().Answers($$$"""{"data":[{"id":"a"}],"links":{"next":"{{{link}}}"}}""");

        Assert.Equal(ProviderFault.Redirected, (await server.FaultAsync()).Fault);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_circle_of_pages_is_no_list()
    {
        var server = new CannedServer().Times(3, it => it.Answers("""{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}"""));

        Assert.Equal(ProviderFault.Malformed, (await server.FaultAsync()).Fault);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task Pages_without_end_are_no_list()
    {
        var server = new CannedServer(new() { MaxPages = 5 });
        for (var page = 0; page < 6; page++)
        {
            server.Answers($$"""{"data":[{"id":"a{{page}}"}],"has_more":true,"last_id":"a{{page}}"}""");
        }

        Assert.Equal(ProviderFault.TooLarge, (await server.FaultAsync()).Fault);
        Assert.Equal(5, server.Asked.Count);
    }

    [Fact]
    public async Task A_page_that_fails_makes_the_whole_list_fail()
    {
        var server = new CannedServer().Answers("""{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}""").Answers("""{}""");

        Assert.Equal(ProviderFault.Malformed, (await server.FaultAsync()).Fault);
    }

    [Theory]
    [InlineData("""{"id":"m"},{"id":"m"}""", "duplicate_id")]
    [InlineData("""{"id":"m"},{"id":"m","created":5}""", "duplicate_id")]
    [InlineData("""{"id":"m"},{"id":"m","owned_by":"x"}""", "duplicate_id_differs")]
    public async Task A_model_that_is_listed_twice_is_kept_once(string items, string rule)
    {
        var listing = await new CannedServer().Answers("{\"data\":[" + items + "]}").CompleteAsync(Connections.OpenAi());

        Assert.Empty(Assert.Single(listing.Claims).Values);
        Assert.Equal(rule, Assert.Single(listing.Rules).Key);
    }

    [Theory]
    [InlineData("""{"created":1,"object":"model","permission":[{"id":"x"}]}""", "", "")]
    [InlineData("""{"owned_by":"vllm","root":"org/m","parent":"base","max_model_len":4096}""", "owned_by=vllm root=org/m parent=base limit.context=4096", "")]
    [InlineData("""{"owned_by":"openai","shutdown_date":"2026-10-23","parent":null}""", "owned_by=openai shutdown_date=2026-10-23", "")]
    [InlineData("""{"context_length":10}""", "limit.context=10", "")]
    [InlineData("""{"context_window":11}""", "limit.context=11", "")]
    [InlineData("""{"max_context_length":12}""", "limit.context=12", "")]
    [InlineData("""{"max_input_tokens":13,"max_output_tokens":14}""", "limit.input=13 limit.output=14", "")]
    [InlineData("""{"max_tokens":15}""", "limit.output=15", "")]
    [InlineData("""{"top_provider":{"max_completion_tokens":16,"is_moderated":false,"context_length":5}}""", "limit.output=16 extra.top_provider.context_length=5 extra.top_provider.is_moderated=false", "")]
    [InlineData("""{"max_tokens":20,"top_provider":{"max_completion_tokens":20}}""", "limit.output=20", "")]
    [InlineData("""{"top_provider":{"max_completion_tokens":16},"max_tokens":20}""", "limit.output=20 extra.top_provider.max_completion_tokens=16", "other_value_is_kept=1")]
    [InlineData("""{"max_model_len":0,"context_length":7}""", "limit.context=7", "zero_limit_is_unknown=1")]
    [InlineData("""{"display_name":"Shown","name":"Named"}""", "name=Named extra.display_name=\"Shown\"", "other_value_is_kept=1")]
    [InlineData("""{"display_name":"Shown"}""", "name=Shown", "")]
    [InlineData("""{"architecture":{"input_modalities":["text","image"],"output_modalities":["text"],"tokenizer":"T"}}""", "modalities.input=text,image modalities.output=text extra.architecture.tokenizer=\"T\"", "")]
    [InlineData("""{"pricing":{"prompt":"0.0000025","completion":"0.00001","input_cache_read":"0.00000125","input_cache_write":"0","request":"0"}}""", "cost.input=2.5 cost.output=10 cost.cache_read=1.25 cost.cache_write=0 extra.pricing.request=\"0\"", "")]
    [InlineData("""{"pricing":{"prompt":"-1","completion":-1}}""", "", "negative_price_is_unknown=2")]
    [InlineData("""{"pricing":{"prompt":1.5e-7,"completion":"soon"}}""", "cost.input=0.15 extra.pricing.completion=\"soon\"", "")]
    [InlineData("""{"supported_parameters":["tools","seed"]}""", "supported_parameters=tools,seed", "")]
    [InlineData("""{"meta":{"n_ctx_train":131072,"size":5}}""", "extra.meta.n_ctx_train=131072 extra.meta.size=5", "")]
    [InlineData("""{"status":{"value":"loaded","args":["--api-key","sk-CANARY-0001"]}}""", "extra.status.args=\"[redacted]\" extra.status.value=\"loaded\"", "")]
    public async Task What_servers_add_is_mapped_by_name_or_kept(string item, string fields, string rules)
    {
        var listing = await new CannedServer().Answers("{\"data\":[{\"id\":\"m\"" + (item == "{}" ? "" : ",") + item[1..] + "]}").CompleteAsync(Connections.OpenAi());

        Assert.Equal(fields, string.Join(' ', listing.Fields("openai/m").Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(rules, string.Join(' ', listing.Rules.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(listing.Claims[0].Values.Count(pair => pair.Key.IsExtra), listing.UnknownFields.Values.Sum() + listing.Rules.GetValueOrDefault("other_value_is_kept"));
    }

    [Fact]
    public async Task The_key_does_not_come_back_out_of_an_answer_that_repeats_it()
    {
        Environment.SetEnvironmentVariable("TAMMA_TEST_ECHO_KEY", "sk-CANARY-echo-77");

        var listing = await new CannedServer().Answers("""{"data":[{"id":"m","owned_by":"sk-CANARY-echo-77","note":"sk-CANARY\u002decho-77"}]}""").CompleteAsync(Connections.OpenAi("TAMMA_TEST_ECHO_KEY"));

        Assert.DoesNotContain("echo-77", listing.Everything(), StringComparison.Ordinal);
    }

    private sealed class Direct(List<int> pages) : IProgress<int>
    {
        public void Report(int value) => pages.Add(value);
    }
}
