using System.Text;
using Tamma.Providers;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

/// <summary>What each provider's answer says about whether a model may be called.</summary>
public sealed class ChatOutcomeTests
{
    private const string Secret = "sk-outcome-secret-0123456789";
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400, """{"error":{"message":"The requested model is not supported.","code":"model_not_supported","param":"model","type":"invalid_request_error"}}""", "NotFound", "model_not_supported")]
    [InlineData(404, """{"error":{"message":"The model `x` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}""", "NotFound", "model_not_found")]
    [InlineData(404, """{"type":"error","error":{"type":"not_found_error","message":"model: claude-x"}}""", "NotFound", "not_found_error")]
    [InlineData(404, """{"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}""", "NotFound", "NOT_FOUND")]
    [InlineData(404, """{"error":"model 'x' not found"}""", "NotFound", "404")]
    [InlineData(403, """{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported","type":"request_forbidden"}}""", "Forbidden", "unsupported_country_region_territory")]
    [InlineData(403, """{"type":"error","error":{"type":"RegionError","message":"Not here"}}""", "Forbidden", "RegionError")]
    [InlineData(400, """{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}""", "Forbidden", "FAILED_PRECONDITION")]
    [InlineData(400, """{"error":{"code":400,"message":"foo/bar is not a valid model ID"},"user_id":"u"}""", "NotFound", "400")]
    [InlineData(401, """{"type":"error","error":{"type":"ModelError","message":"Model x is not supported"}}""", "NotFound", "ModelError")]
    [InlineData(401, """{"type":"error","error":{"type":"CreditsError","message":"No payment method"}}""", "QuotaExhausted", "CreditsError")]
    [InlineData(401, """{"type":"error","error":{"type":"MonthlyLimitError","message":"x"}}""", "QuotaExhausted", "MonthlyLimitError")]
    [InlineData(401, """{"type":"error","error":{"type":"UserLimitError","message":"x"}}""", "QuotaExhausted", "UserLimitError")]
    [InlineData(402, """{"error":{"code":402,"message":"Insufficient credits"}}""", "QuotaExhausted", "402")]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""", "QuotaExhausted", "insufficient_quota")]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"x","details":{"error_code":"enforced_spend_limit_reached"}}}""", "QuotaExhausted", "enforced_spend_limit_reached")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}""", "QuotaExhausted", "invalid_request_error")]
    [InlineData(429, """[{"error":{"code":429,"message":"* Quota exceeded for metric: free_tier, limit: 0, model: gemini-2.5-pro","status":"RESOURCE_EXHAUSTED"}}]""", "QuotaExhausted", "RESOURCE_EXHAUSTED")]
    [InlineData(429, """{"error":{"code":"1113","message":"Insufficient balance"}}""", "QuotaExhausted", "1113")]
    [InlineData(429, """{"code":"1309","message":"Your GLM Coding Plan package has expired"}""", "QuotaExhausted", "1309")]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","code":"1113","message":"x"}}""", "QuotaExhausted", "1113")]
    [InlineData(400, """{"error":{"code":"1211","message":"Unknown Model"}}""", "NotFound", "1211")]
    [InlineData(200, """{"error":{"code":"1211","message":"Unknown Model"}}""", "NotFound", "1211")]
    [InlineData(410, "", "NotFound", "410")]
    [InlineData(403, "", "Forbidden", "403")]
    public void Refused(int status, string body, string fault, string word)
    {
        var refused = Assert.IsType<ChatOutcome.Refused>(Of(status, body));

        Assert.Equal((Enum.Parse<ProviderFault>(fault), word), (refused.Fault, refused.Word));
    }

    [Theory]
    [InlineData(429, """{"error":{"message":"x","code":"rate_limit_exceeded"}}""", ChatDoubt.RateLimited)]
    [InlineData(429, """{"error":{"code":429,"message":"limit: 0.5 or limit: 05","status":"RESOURCE_EXHAUSTED"}}""", ChatDoubt.RateLimited)]
    [InlineData(429, """{"error":{"code":"1302","message":"x"}}""", ChatDoubt.RateLimited)]
    [InlineData(429, """{"type":"error","error":{"type":"FreeUsageLimitError","message":"x"}}""", ChatDoubt.RateLimited)]
    [InlineData(200, """{"error":{"code":"1305","message":"busy"}}""", ChatDoubt.RateLimited)]
    [InlineData(408, "", ChatDoubt.TimedOut)]
    [InlineData(504, "", ChatDoubt.TimedOut)]
    [InlineData(500, """{"error":{"code":"model_not_found"}}""", ChatDoubt.Overloaded)]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ChatDoubt.Overloaded)]
    [InlineData(503, """{"error":"server busy, please try again.  maximum pending requests exceeded"}""", ChatDoubt.Overloaded)]
    [InlineData(200, """{"error":{"type":"overloaded_error","message":"x"}}""", ChatDoubt.Overloaded)]
    [InlineData(403, "<html>Blocked</html>", ChatDoubt.Network)]
    [InlineData(404, "404 page not found", ChatDoubt.Network)]
    [InlineData(404, """{"detail":"Not Found"}""", ChatDoubt.Network)]
    [InlineData(404, """{"status":404,"error":"Not Found","path":"/v1/chat/completions"}""", ChatDoubt.Network)]
    [InlineData(302, "", ChatDoubt.Network)]
    [InlineData(400, """{"error":{"message":"Invalid 'max_output_tokens'","code":"integer_below_min_value"}}""", ChatDoubt.BadRequest)]
    [InlineData(400, """{"error":{"message":"Unsupported parameter: 'max_tokens'","code":"unsupported_parameter"}}""", ChatDoubt.BadRequest)]
    [InlineData(422, "", ChatDoubt.BadRequest)]
    [InlineData(200, "", ChatDoubt.NotUnderstood)]
    [InlineData(200, "<html>Welcome</html>", ChatDoubt.NotUnderstood)]
    [InlineData(200, "data: [DONE]\n\n", ChatDoubt.NotUnderstood)]
    [InlineData(200, """data: {"model":"m","choices":[{"delta":{"role":"assistant","content":""}}]}""", ChatDoubt.NotUnderstood)]
    public void Inconclusive(int status, string body, ChatDoubt why) => Assert.Equal(why, Assert.IsType<ChatOutcome.Inconclusive>(Of(status, body)).Why);

    [Theory]
    [InlineData(401, "")]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-out","code":"invalid_api_key"}}""")]
    [InlineData(401, """{"type":"error","error":{"type":"AuthError","message":"Invalid API key."}}""")]
    [InlineData(400, """{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""")]
    public void A_key_that_is_not_accepted_says_nothing_of_the_model(int status, string body)
    {
        Assert.IsType<ChatOutcome.Unauthorised>(Of(status, body));
        Assert.IsType<ChatOutcome.NoCredential>(Of(status, body, hasCredential: false));
    }

    [Theory]
    [InlineData("openai/plain.sse", ChatProtocol.OpenAi, "gpt-5.5-2026-04-23")]
    [InlineData("openai/zai-reasoning.sse", ChatProtocol.OpenAi, "glm-5.2")]
    [InlineData("openai/openrouter-error.sse", ChatProtocol.OpenAi, "x/y")]
    [InlineData("openai/whole.json", ChatProtocol.OpenAi, "gpt-5.5-2026-04-23")]
    [InlineData("anthropic/full.sse", ChatProtocol.Anthropic, "claude-opus-5-5")]
    [InlineData("gemini/all-thought.sse", ChatProtocol.Gemini, "gemini-3-flash")]
    [InlineData("ollama/load.json", ChatProtocol.Ollama, "qwen3:8b")]
    [InlineData("responses/incomplete.sse", ChatProtocol.Responses, "gpt-5.5-2026-04-23")]
    public void Callable_with_the_model_that_was_served(string file, ChatProtocol protocol, string model) => Assert.Equal(
        model,
        Assert.IsType<ChatOutcome.Callable>(ChatOutcomes.Of(protocol, new(200, [], Streams.Bytes(file), s_now), hasCredential: true, [])).ServedModel);

    [Fact]
    public void A_model_that_ran_out_of_tokens_while_it_thought_may_be_called() => Assert.IsType<ChatOutcome.Callable>(
        Of(400, """{"error":{"message":"Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.","type":"invalid_request_error","param":null,"code":null}}"""));

    [Theory]
    [InlineData("openai/tools.sse", ChatCheck.Tool, true)]
    [InlineData("openai/plain.sse", ChatCheck.Tool, null)]
    [InlineData("openai/plain.sse", ChatCheck.Schema, false)]
    [InlineData("openai/crlf-bom.sse", ChatCheck.Schema, null)]
    [InlineData("openai/plain.sse", ChatCheck.Image, true)]
    [InlineData("openai/half-surrogates.sse", ChatCheck.Schema, false)]
    public void A_check_is_shown_by_the_answer_or_not(string file, ChatCheck check, bool? shown) => Assert.Equal(
        shown,
        Assert.IsType<ChatOutcome.Callable>(ChatOutcomes.Of(ChatProtocol.OpenAi, new(200, [], Streams.Bytes(file), s_now), hasCredential: true, [], check)).Shown);

    [Theory]
    [InlineData("retry-after", "7", 7.0)]
    [InlineData("Retry-After", "Mon, 23 Nov 2026 06:00:09 GMT", 9.0)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("X-RateLimit-Reset", "1795413630", 30.0)]
    [InlineData("X-RateLimit-Reset", "1795413630000", 30.0)]
    [InlineData("retry-after", "-3", null)]
    [InlineData("retry-after", "soon", null)]
    [InlineData("retry-after-ms", "1e300", null)]
    public void A_hint_in_the_headers_is_kept(string name, string value, double? seconds) =>
        Assert.Equal(seconds, Assert.IsType<ChatOutcome.Inconclusive>(Of(429, "", header: (name, value))).RetryAfter?.TotalSeconds);

    [Theory]
    [InlineData(403, "", false)]
    [InlineData(403, """{"error":{"code":403,"message":"Method doesn't allow unregistered callers","status":"PERMISSION_DENIED"}}""", false)]
    [InlineData(403, """{"error":{"code":"unsupported_country_region_territory","message":"x"}}""", true)]
    public void Without_a_key_a_403_asks_for_one_unless_it_is_about_the_region(int status, string body, bool isRefused) =>
        Assert.Equal(isRefused, Of(status, body, hasCredential: false) is ChatOutcome.Refused);

    [Fact]
    public void A_hint_in_the_body_is_kept()
    {
        var outcome = ChatOutcomes.Of(ChatProtocol.Gemini, new(429, [], Streams.Bytes("gemini/quota.json"), s_now), hasCredential: true, []);

        Assert.Equal(new ChatOutcome.Inconclusive(ChatDoubt.RateLimited, "RESOURCE_EXHAUSTED", TimeSpan.FromSeconds(46.5)), outcome);
    }

    [Fact]
    public void A_refusal_keeps_the_providers_sentence_without_anything_secret()
    {
        var refused = Assert.IsType<ChatOutcome.Refused>(Of(
            403,
            """{"error":{"message":"Model x\nis not for key sk-outcome-secret-0123456789 or sk-other*** of me@example.com,\u202e see https://h.example/a?key=1 (Bearer abc)","code":"sk-outcome-secret-0123456789"}}"""));

        Assert.Equal(("403", "Model x is not for key […] or […] of […] see https://h.example/a (Bearer […]"), (refused.Word, refused.Reason));
    }

    [Theory]
    [InlineData(ProviderFault.TimedOut, ChatDoubt.TimedOut)]
    [InlineData(ProviderFault.Unreachable, ChatDoubt.Network)]
    [InlineData(ProviderFault.CutOff, ChatDoubt.NotUnderstood)]
    public void No_answer_is_inconclusive(ProviderFault fault, ChatDoubt why) =>
        Assert.Equal(new ChatOutcome.Inconclusive(why, null, null), ChatOutcomes.Of(new ProviderException(fault, "x")));

    [Fact]
    public void A_key_that_is_not_there_is_no_credential() =>
        Assert.IsType<ChatOutcome.NoCredential>(ChatOutcomes.Of(new ProviderException(ProviderFault.NoCredential, "x")));

    private static ChatOutcome Of(int status, string body, bool hasCredential = true, (string Name, string Value)? header = null)
    {
        var outcome = ChatOutcomes.Of(
            ChatProtocol.OpenAi,
            new(status, header is { } it ? [new(it.Name, it.Value)] : [], Encoding.UTF8.GetBytes(body), s_now),
            hasCredential,
            [Secret]);
        Assert.DoesNotContain(Secret, outcome.ToString(), StringComparison.Ordinal);
        return outcome;
    }
}
