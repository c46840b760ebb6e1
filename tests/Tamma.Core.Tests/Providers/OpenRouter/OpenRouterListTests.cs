using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenRouter;

public sealed class OpenRouterListTests
{
    public const string Whole =
        """
        {"id":"anthropic/claude-sonnet-5","canonical_slug":"anthropic/claude-sonnet-5-20260630","name":"Anthropic: Claude Sonnet 5",
         "created":1782777600,"description":"Words.","hugging_face_id":"","knowledge_cutoff":"2026-01-31","expiration_date":"2027-01-01",
         "context_length":1000000,
         "architecture":{"modality":"text+image->text","input_modalities":["text","image","file"],"output_modalities":["text"],"tokenizer":"Claude","instruct_type":null},
         "pricing":{"prompt":"0.000002","completion":"0.00001","request":"0","image":"0","web_search":"0.01","internal_reasoning":"0",
           "input_cache_read":"0.0000002","input_cache_write":"0.0000025","input_cache_write_1h":"0.000004","discount":0.1,
           "overrides":[{"min_prompt_tokens":200000,"prompt":"0.000004","completion":"0.000015"}]},
         "top_provider":{"context_length":200000,"max_completion_tokens":128000,"is_moderated":true},
         "per_request_limits":null,"default_parameters":{"temperature":0.7,"top_p":null,"top_k":20,"frequency_penalty":null,"presence_penalty":null,"repetition_penalty":null},
         "supported_parameters":["include_reasoning","reasoning","structured_outputs","tools","tool_choice","max_tokens"],
         "supported_voices":[],
         "reasoning":{"mandatory":false,"default_enabled":false,"default_effort":"medium","supported_efforts":["max","high","low"],"supports_max_tokens":true},
         "benchmarks":{"artificial_analysis":{"intelligence_index":50.1},"design_arena":[{"arena":"models","category":"website","elo":1200,"rank":3,"win_rate":50}]},
         "links":{"details":"/api/v1/models/anthropic/claude-sonnet-5/endpoints"}}
        """;

    [Fact]
    public async Task All_that_a_row_says_is_read()
    {
        var listing = await ReadAsync(Whole);

        Assert.Equal(
            "name=Anthropic: Claude Sonnet 5 canonical_id=anthropic/claude-sonnet-5-20260630 type=chat tokenizer=Claude reasoning=true " +
            """reasoning_options=[{"type":"toggle"},{"type":"effort","values":["low","high","max"]},{"type":"budget_tokens"}] """ +
            "tool_call=true structured_output=true temperature=false supported_parameters=include_reasoning,reasoning,structured_outputs,tools,tool_choice,max_tokens " +
            "parallel_tool_calls=false moderated=true default.temperature=0.7 default.top_k=20 modalities.input=text,image,pdf modalities.output=text " +
            "limit.context=1000000 limit.output=128000 limit.served_context=200000 " +
            "cost.input=2 cost.output=10 cost.cache_read=0.2 cost.cache_write=2.5 cost.cache_write_1h=4 cost.web_search=0.01 cost.discount=0.1 " +
            """cost.tiers=[{"input":4,"output":15,"tier":{"size":200000,"type":"context"}}] """ +
            "knowledge=2026-01-31 created=2026-06-30 shutdown_date=2027-01-01 description=Words. " +
            """extra.benchmarks.artificial_analysis={"intelligence_index":50.1} extra.reasoning.default_effort="medium" extra.reasoning.default_enabled=false""",
            listing.Only().Fields);
        Assert.Equal("empty_text_is_unknown=1 zero_part_price_is_none=3", listing.Only().Rules);
        Assert.Empty(listing.UnknownFields);
    }

    [Theory]
    [InlineData("""{"prompt":"-1","completion":"-1"}""", "", "negative_price_is_unknown=2")]
    [InlineData("""{"prompt":"0","completion":"0","request":"0","internal_reasoning":"0"}""", "cost.input=0 cost.output=0 cost.reasoning=0 cost.request=0", "")]
    [InlineData("""{"prompt":"0.000001","input_cache_read":"0","image":"0.0048","audio":"0.000002","audio_output":"0.00001","image_output":"0.00003"}""", "cost.input=1 cost.input_audio=2 cost.output_audio=10 cost.image=0.0048 cost.image_output=30", "zero_part_price_is_none=1")]
    [InlineData("""{"prompt":"0.0000015","image":"0.0000015"}""", """cost.input=1.5 extra.pricing.image="0.0000015" """, "image_price_per_token_is_kept=1")]
    [InlineData("""{"prompt":"0.00000008333333333333334"}""", "cost.input=0.08333333333333334", "")]
    [InlineData("""{"prompt":"free","colour":"1"}""", """extra.pricing.colour="1" extra.pricing.prompt="free" """, "")]
    [InlineData("""{"overrides":[{"min_prompt_tokens":1000,"prompt":"0.000002","input_cache_write_1h":"0.000004"},{"utc_start":"0100","utc_end":"0500","prompt":"0.000001"}]}""", """cost.tiers=[{"cache_write_1h":4,"input":2,"tier":{"size":1000,"type":"context"}}] pricing_notes={"overrides":[{"input_cache_write_1h":"0.000004","min_prompt_tokens":1000,"prompt":"0.000002"},{"prompt":"0.000001","utc_end":"0500","utc_start":"0100"}]}""", "")]
    [InlineData("""{"overrides":[{"min_prompt_tokens":1000,"utc_days":[1],"prompt":"0.000002"}]}""", """pricing_notes={"overrides":[{"min_prompt_tokens":1000,"prompt":"0.000002","utc_days":[1]}]}""", "")]
    [InlineData("""{"overrides":[]}""", "", "")]
    [InlineData("""{"overrides":[5,null]}""", """pricing_notes={"overrides":[5,null]}""", "")]
    [InlineData("""{"overrides":"none"}""", """extra.pricing.overrides="none" """, "")]
    public async Task Prices_are_exact_and_what_is_no_price_is_none(string pricing, string fields, string rules) =>
        Assert.Equal((fields.Trim(), rules), (await ReadAsync($$"""{"id":"m","pricing":{{pricing}}}""")).Only());

    [Theory]
    [InlineData("""["embeddings"]""", "type=embedding modalities.output=embeddings")]
    [InlineData("""["rerank"]""", "type=rerank modalities.output=rerank")]
    [InlineData("""["image"]""", "type=image modalities.output=image")]
    [InlineData("""["text","audio"]""", "type=chat modalities.output=text,audio")]
    [InlineData("""["speech"]""", "type=audio modalities.output=speech")]
    [InlineData("""["video"]""", "modalities.output=video")]
    public async Task What_comes_out_tells_what_it_is_for(string output, string fields) =>
        Assert.Equal(fields, (await ReadAsync($$$"""{"id":"m","architecture":{"output_modalities":{{{output}}}}}""")).Only().Fields);

    [Theory]
    [InlineData("""{"supported_parameters":[]}""", "supported_parameters=")]
    [InlineData("""{"supported_parameters":["tools","temperature"]}""", "reasoning=false tool_call=true structured_output=false temperature=true supported_parameters=tools,temperature parallel_tool_calls=false")]
    [InlineData("""{"reasoning":{"mandatory":true,"supported_efforts":["low"]}}""", """reasoning=true reasoning_options=[{"type":"effort","values":["low"]}]""")]
    [InlineData("""{"reasoning":null,"supported_parameters":null}""", "")]
    public async Task A_parameter_that_no_host_honours_is_a_no(string members, string fields) =>
        Assert.Equal(fields, (await ReadAsync($$"""{"id":"m",{{members[1..]}}""")).Only().Fields);

    [Fact]
    public async Task An_alias_is_an_offer_that_names_its_model_and_makes_none()
    {
        var listing = await ReadAsync("""{"id":"~x-ai/grok-latest","alias_target":{"slug":"x-ai/grok-4.5","name":"xAI: Grok 4.5"}}""");

        Assert.Equal(("openrouter/~x-ai/grok-latest", ClaimKind.Offer), (listing.Claims[0].Key.ToString(), listing.Claims[0].Kind));
        Assert.Equal("""alias_of=x-ai/grok-4.5 extra.alias_target.name="xAI: Grok 4.5" """.Trim(), listing.Only().Fields);
    }

    [Theory]
    [InlineData("", "https://openrouter.ai/api/v1/models?output_modalities=all")]
    [InlineData("false", "https://openrouter.ai/api/v1/models?output_modalities=all")]
    [InlineData("true", "https://openrouter.ai/api/v1/models/user")]
    public async Task All_kinds_are_asked_for_or_what_the_key_may(string user, string asked)
    {
        var server = new CannedServer().Answers("""{"data":[]}""");
        await server.CompleteAsync(Connections.Known("openrouter", settings: user.Length > 0 ? [("user_models", user)] : []));

        Assert.Equal(asked, Assert.Single(server.Asked).AbsoluteUri);
    }

    [Theory]
    [InlineData("https://openrouter.ai")]
    [InlineData("https://openrouter.ai/api")]
    [InlineData("https://openrouter.ai/api/v1/")]
    public async Task A_base_is_taken_with_and_without_its_prefix(string url)
    {
        var server = new CannedServer().Answers("""{"data":[]}""");
        await server.CompleteAsync(Connections.Known("openrouter") with { Url = new(url) });

        Assert.Equal("/api/v1/models", Assert.Single(server.Asked).AbsolutePath);
    }

    [Fact]
    public async Task Pages_are_followed_to_the_number_that_was_promised()
    {
        var server = new CannedServer()
            .Answers("""{"data":[{"id":"a"},{"id":"a"}],"total_count":3,"links":{"next":"/api/v1/models?offset=2&output_modalities=all"}}""")
            .Answers("""{"data":[{"id":"b"}],"total_count":3,"links":{"next":null}}""");

        Assert.Equal(2, (await server.CompleteAsync(Connections.Known("openrouter"))).Claims.Length);
        Assert.Equal("https://openrouter.ai/api/v1/models?offset=2&output_modalities=all", server.Asked[1].AbsoluteUri);
    }

    [Fact]
    public async Task A_list_that_ends_before_its_number_is_cut_off()
    {
        var failure = await new CannedServer().Answers("""{"data":[{"id":"a"}],"total_count":336,"links":{"next":null}}""").FaultAsync(Connections.Known("openrouter"));

        Assert.Equal((ProviderFault.CutOff, "the list ended after 1 of 336 models"), (failure.Fault, failure.Message));
    }

    [Theory]
    [InlineData("https://evil.example/api/v1/models")]
    [InlineData("//evil.example/models")]
    public async Task A_next_page_elsewhere_is_not_asked(string link)
    {
        var server = new CannedServer().Answers($$$"""{"data":[{"id":"a"}],"links":{"next":"{{{link}}}"}}""");

        Assert.Equal(ProviderFault.Redirected, (await server.FaultAsync(Connections.Known("openrouter"))).Fault);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task Without_a_key_all_is_listed_and_nothing_may_be_called()
    {
        var server = new CannedServer().Times(3, it => it.Answers("""{"data":[{"id":"a"}]}"""));
        var keyless = await server.CompleteAsync(Connections.Known("openrouter", hasKey: false));
        var unset = await server.CompleteAsync(Connections.Known("openrouter") with { Credential = Tamma.Security.CredentialReference.Environment("TAMMA_TEST_NEVER_SET") });

        Assert.Equal((Access.NoCredential, Access.NoCredential), (keyless.Claims[0].Access, unset.Claims[0].Access));
        Assert.False(server.Headers[0].ContainsKey("Authorization"));

        var keyed = Assert.IsType<Listing.Complete>(await server.ListAsync(Connections.Known("openrouter"), keyless.State));
        Assert.Equal((Access.Unverified, $"Bearer {Connections.Key}"), (keyed.Claims[0].Access, server.Headers[2]["Authorization"]));
    }

    [Theory]
    [InlineData(401, """{"error":{"code":401,"message":"No auth credentials found"}}""", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(402, """{"error":{"code":402,"message":"Insufficient credits"}}""", ProviderFault.QuotaExhausted, "no quota left (402)")]
    [InlineData(429, """{"error":{"code":429,"message":"Rate limit exceeded"}}""", ProviderFault.RateLimited, "too many requests (429)")]
    [InlineData(503, """{"error":{"code":503,"message":"No provider"}}""", ProviderFault.ServerError, "answered 503")]
    [InlineData(200, """{"error":{"code":401,"message":"x"}}""", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(200, """{"error":{"code":502,"message":"x","metadata":{"error_type":"provider_unavailable"}},"user_id":"u"}""", ProviderFault.ServerError, "answered 200 with an error in it (provider_unavailable)")]
    public async Task Its_errors_are_told_apart(int status, string body, ProviderFault fault, string message)
    {
        var failure = await new CannedServer(new() { Attempts = 1 }).Answers((HttpStatusCode)status, body).FaultAsync(Connections.Known("openrouter"));

        Assert.Equal((fault, message), (failure.Fault, failure.Message));
    }

    private static Task<Listing.Complete> ReadAsync(string row) =>
        new CannedServer().Answers($$$"""{"data":[{{{row}}}],"total_count":1,"links":{"next":null}}""").CompleteAsync(Connections.Known("openrouter"));
}
