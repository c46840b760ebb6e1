using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.GitHubCopilot;

public sealed class CopilotListTests
{
    public const string Whole =
        """
        {"id":"gpt-4.1-2025-04-14","object":"model","name":"GPT-4.1","vendor":"Azure OpenAI","version":"gpt-4.1-2025-04-14",
         "preview":false,"model_picker_enabled":false,"is_chat_default":false,"is_chat_fallback":true,
         "supported_endpoints":["/chat/completions","/responses"],
         "policy":{"state":"enabled","terms":"Words."},
         "billing":{"is_premium":false,"multiplier":0,"restricted_to":["pro"],
           "token_prices":{"batch_size":1000000,
             "default":{"input_price":300,"output_price":1500,"cache_price":30,"cache_write_price":375,"context_max":200000},
             "long_context":{"input_price":600,"output_price":2250,"cache_price":60,"context_max":1000000}}},
         "capabilities":{"object":"model_capabilities","type":"chat","family":"gpt-4.1","tokenizer":"o200k_base",
           "limits":{"max_context_window_tokens":128000,"max_prompt_tokens":64000,"max_output_tokens":16384,"max_non_streaming_output_tokens":16000,
             "vision":{"max_prompt_image_size":3145728,"max_prompt_images":1,"supported_media_types":["image/jpeg","image/png"]}},
           "supports":{"streaming":true,"tool_calls":true,"parallel_tool_calls":true,"structured_outputs":true,"vision":true,
             "adaptive_thinking":true,"reasoning_effort":["low","medium","high"],"min_thinking_budget":1024,"max_thinking_budget":32000}},
         "info_messages":[],"warning_messages":[{"code":"x","message":"Slow."}]}
        """;

    [Fact]
    public async Task All_that_a_row_says_is_read_and_credits_stay_credits()
    {
        var listing = await ReadAsync(Whole);

        Assert.Equal(
            "name=GPT-4.1 family=gpt-4.1 owned_by=Azure OpenAI version=gpt-4.1-2025-04-14 type=chat tokenizer=o200k_base attachment=true reasoning=true " +
            """reasoning_options=[{"type":"effort","values":["low","medium","high"]},{"max":32000,"min":1024,"type":"budget_tokens"}] """ +
            "tool_call=true structured_output=true methods=/chat/completions,/responses streaming=true parallel_tool_calls=true modalities.input=text,image " +
            "limit.context=128000 limit.input=64000 limit.output=16384 limit.output_non_streaming=16000 limit.images=1 limit.image_bytes=3145728 " +
            "credits.input=300 credits.output=1500 credits.cache_read=30 credits.cache_write=375 credits.multiplier=0 preview=false policy=enabled plans=pro " +
            """pricing_notes={"batch_size":1000000,"context_max":200000,"long_context":{"cache_price":60,"context_max":1000000,"input_price":600,"output_price":2250},"unit":"AI credits for batch_size tokens"} """ +
            """extra.billing.is_premium=false extra.capabilities.limits.vision.supported_media_types=["image/jpeg","image/png"] extra.is_chat_default=false extra.is_chat_fallback=true """ +
            """extra.model_picker_enabled=false extra.policy.terms="Words." extra.warning_messages=[{"code":"x","message":"Slow."}]""",
            listing.Only().Fields);
        Assert.Empty(listing.UnknownFields);
        Assert.DoesNotContain(listing.Claims[0].Values, pair => pair.Key.Path.StartsWith("cost.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"token_prices":{"batch_size":500000,"default":{"input_price":3}}}""", "credits.input=6", "")]
    [InlineData("""{"token_prices":{"batch_size":1000,"input_price":0.5,"output_price":0}}""", "credits.input=500 credits.output=0", "")]
    [InlineData("""{"token_prices":{"batch_size":1000,"default":{"input_price":-1}}}""", "", "negative_price_is_unknown=1")]
    [InlineData("""{"token_prices":{"default":{"input_price":3}}}""", "extra.billing.token_prices.default.input_price=3", "credits_without_batch_are_kept=1")]
    [InlineData("""{"token_prices":{"batch_size":0,"input_price":3}}""", "extra.billing.token_prices.input_price=3", "credits_without_batch_are_kept=1")]
    [InlineData("""{"multiplier":0.33,"restricted_to":null}""", "credits.multiplier=0.33", "")]
    [InlineData("""{"token_prices":{"batch_size":"many"},"promo":{"id":"p"}}""", """extra.billing.promo={"id":"p"} extra.billing.token_prices.batch_size="many" """, "")]
    public async Task Credits_are_for_a_million_tokens(string billing, string fields, string rules) =>
        Assert.Equal((fields.Trim(), rules), (await ReadAsync($$"""{"id":"m","billing":{{billing}}}""")).Only());

    [Theory]
    [InlineData("""{"type":"embeddings","limits":{"max_inputs":512},"supports":{"dimensions":true}}""", "type=embedding extra.capabilities.limits.max_inputs=512 extra.capabilities.supports.dimensions=true")]
    [InlineData("""{"supports":{"vision":false}}""", "attachment=false modalities.input=text")]
    [InlineData("""{"supports":{"adaptive_thinking":false}}""", "")]
    [InlineData("""{"supports":{"thinking":false}}""", "reasoning=false")]
    [InlineData("""{"supports":{"thinking":true,"vision":"yes"}}""", """reasoning=true extra.capabilities.supports.vision="yes" """)]
    public async Task What_it_does_not_say_is_unknown(string capabilities, string fields) =>
        Assert.Equal(fields.Trim(), (await ReadAsync($$"""{"id":"m","capabilities":{{capabilities}}}""")).Only().Fields);

    [Theory]
    [InlineData("disabled", Access.Refused, "policy: disabled")]
    [InlineData("enabled", Access.Unverified, null)]
    [InlineData("unconfigured", Access.Unverified, null)]
    public async Task A_policy_that_disables_a_model_refuses_it(string state, Access access, string? reason)
    {
        var listing = await ReadAsync($$$"""{"id":"m","policy":{"state":"{{{state}}}"}}""");

        Assert.Equal((access, reason, $"policy={state}"), (listing.Claims[0].Access, listing.Claims[0].AccessReason, listing.Only().Fields));
    }

    [Fact]
    public async Task Rows_that_are_no_models_and_rows_that_repeat_are_left_out_and_counted()
    {
        var listing = await ReadAsync(string.Join(',', new[]
        {
            "accounts/msft/routers/1", "auto-model", "blackbird-search-agent-x", "exec-agent-1", "trajectory-compaction", "copilot-search-2", "oswe-vscode-prime", "m", "m",
        }.Select(id => $$"""{"id":"{{id}}"}""")));

        Assert.Equal(("m", 7, 1), (Assert.Single(listing.Claims).Key.Id, listing.Rules["row_is_no_model"], listing.Rules["duplicate_id"]));
    }

    [Fact]
    public async Task It_is_said_who_asks()
    {
        var server = new CannedServer().Times(2, it => it.Answers("""{"data":[]}"""));
        await server.CompleteAsync(Connections.Known("github-copilot"));
        await server.CompleteAsync(Connections.Known("github-copilot", settings: [("integration_id", "acme-app"), ("editor_version", "acme/1.0")]));

        Assert.Equal("https://api.githubcopilot.com/models", server.Asked[0].AbsoluteUri);
        Assert.Equal(
            ($"Bearer {Connections.Key}", "2025-05-01", "model-access", "tamma"),
            (server.Headers[0]["Authorization"], server.Headers[0]["X-GitHub-Api-Version"], server.Headers[0]["OpenAI-Intent"], server.Headers[0]["Copilot-Integration-Id"]));
        Assert.StartsWith("tamma/", server.Headers[0]["User-Agent"], StringComparison.Ordinal);
        Assert.False(server.Headers[0].ContainsKey("Editor-Version"));
        Assert.Equal(("acme-app", "acme/1.0"), (server.Headers[1]["Copilot-Integration-Id"], server.Headers[1]["Editor-Version"]));
    }

    [Theory]
    [InlineData(401, ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY; it wants a token of a GitHub user who has Copilot (gho_, ghu_ or a fine-grained one), not a classic personal access token")]
    [InlineData(403, ProviderFault.Forbidden, "key may not list models (403), from TAMMA_TEST_KNOWN_KEY; the plan, a policy of the organisation, or Copilot itself may forbid its API to other programs")]
    [InlineData(402, ProviderFault.QuotaExhausted, "no quota left (402 quota_exceeded)")]
    [InlineData(429, ProviderFault.RateLimited, "too many requests (429)")]
    public async Task A_token_that_may_not_list_is_explained(int status, ProviderFault fault, string message)
    {
        var failure = await new CannedServer(new() { Attempts = 1 })
            .Answers((HttpStatusCode)status, """{"error":{"message":"x","code":"quota_exceeded"}}""")
            .FaultAsync(Connections.Known("github-copilot"));

        Assert.Equal((fault, message, status), (failure.Fault, failure.Message, failure.Status));
    }

    private static Task<Listing.Complete> ReadAsync(string rows) =>
        new CannedServer().Answers($$"""{"object":"list","data":[{{rows}}]}""").CompleteAsync(Connections.Known("github-copilot"));
}
