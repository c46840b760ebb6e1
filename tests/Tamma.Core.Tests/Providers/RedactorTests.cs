using System.Text;
using System.Text.Json;
using Tamma.Providers;
using Tamma.Providers.Redaction;
using Xunit;

namespace Tamma.Core.Tests.Providers;

public sealed class RedactorTests
{
    private const string Canary = "sk-CANARY/0123+4567=";

    [Theory]
    [InlineData("""{"all":[{"id":"p","key":"sk-CANARY/0123+4567=","models":{}}]}""", """{"all":[{"id":"p","key":"[redacted]","models":{}}]}""")]
    [InlineData("""{"all":[{"id":"p","options":{"a":{"b":["sk-CANARY/0123+4567="]}}}]}""", """{"all":[{"id":"p","options":"[redacted]"}]}""")]
    [InlineData("""{"all":[{"headers":{},"options":null,"key":"","token":true}]}""", """{"all":[{"headers":{},"options":null,"key":"","token":true}]}""")]
    [InlineData("""{"API_KEY":"sk-CANARY/0123+4567=","a":{"Authorization":"Bearer sk-CANARY/0123+4567="}}""", """{"API_KEY":"[redacted]","a":{"Authorization":"[redacted]"}}""")]
    [InlineData("""{"k\u0065y":"sk-CANARY/0123+4567="}""", """{"k\u0065y":"[redacted]"}""")]
    [InlineData("""{"password":12345678}""", """{"password":"[redacted]"}""")]
    [InlineData("""{"monkey":"a","max_tokens":5,"keys":["b"]}""", """{"monkey":"a","max_tokens":5,"keys":["b"]}""")]
    public void Members_that_hold_secrets_lose_their_values(string page, string expected) => Assert.Equal(expected, Redact(page));

    [Fact]
    public void A_text_that_is_dropped_is_not_searched_for_elsewhere_since_it_repeats_names() =>
        Assert.Equal(
            """{"id":"gemma-3-4b-it","args":"[redacted]","a":"[redacted]"}""",
            Encoding.UTF8.GetString(Redactor.Redact(Encoding.UTF8.GetBytes("""{"id":"gemma-3-4b-it","args":["--alias","gemma-3-4b-it",{"key":"sk-CANARY-7"}],"a":"sk-CANARY-7"}"""), RedactionRules.LlamaCpp, []).Span));

    [Fact]
    public void A_key_that_is_a_models_name_stays() =>
        Assert.Equal("""{"key":"google/gemma","token":"[redacted]"}""", Encoding.UTF8.GetString(Redactor.Redact("""{"key":"google/gemma","token":"abcdefgh1"}"""u8.ToArray(), RedactionRules.LmStudio, []).Span));

    [Theory]
    [InlineData("""{"key":"sk-CANARY/0123+4567=","url":"https://x/?k=sk-CANARY/0123+4567=&a=1"}""", """{"key":"[redacted]","url":"https://x/?k=[redacted]&a=1"}""")]
    [InlineData("""{"url":"https://x/sk-CANARY/0123+4567=","key":"sk-CANARY/0123+4567="}""", """{"url":"https://x/[redacted]","key":"[redacted]"}""")]
    [InlineData("""{"key":"sk-CANARY/0123+4567=","url":"https://x/?k=sk-CANARY%2F0123%2B4567%3D"}""", """{"key":"[redacted]","url":"https://x/?k=[redacted]"}""")]
    [InlineData("""{"key":"sk-CANARY/0123+4567=","a":"x sk-CANARY\/0123\u002B4567= y"}""", """{"key":"[redacted]","a":"[redacted]"}""")]
    [InlineData("""{"key":"sk-CANARY/0123+4567=","sk-CANARY/0123+4567=":1}""", """{"key":"[redacted]","[redacted]":1}""")]
    [InlineData("""{"headers":{"x-anything":"fast-2026-CANARY"},"a":"fast-2026-CANARY"}""", """{"headers":"[redacted]","a":"[redacted]"}""")]
    [InlineData("""{"options":{"baseURL":"https://u:hunter2hunter2@x.y/v1?t=abcdefgh1"},"a":"hunter2hunter2 abcdefgh1 https://x.y/v1"}""", """{"options":"[redacted]","a":"[redacted] [redacted] https://x.y/v1"}""")]
    [InlineData("""{"authorization":"Bearer abcdefgh-1","a":"abcdefgh-1"}""", """{"authorization":"[redacted]","a":"[redacted]"}""")]
    public void A_secret_is_removed_wherever_else_it_stands(string page, string expected) => Assert.Equal(expected, Redact(page));

    [Theory]
    [InlineData("""{"options":{"serviceTier":"priority"},"a":"gpt-5-priority"}""", """{"options":"[redacted]","a":"gpt-5-priority"}""")]
    [InlineData("""{"options":{"apiVersion":"2025-11-23"},"a":"2025-11-23"}""", """{"options":"[redacted]","a":"2025-11-23"}""")]
    [InlineData("""{"options":{"deployment":"gpt-5.1-codex"},"gpt-5.1-codex-max":{"a":"gpt-5.1-codex"}}""", """{"options":"[redacted]","gpt-5.1-codex-max":{"a":"gpt-5.1-codex"}}""")]
    [InlineData("""{"options":{"deployment":"org/model-1"},"org\/model-1":{"a":"org/model-1"}}""", """{"options":"[redacted]","org\/model-1":{"a":"org/model-1"}}""")]
    [InlineData("""{"key":"short","a":"short"}""", """{"key":"[redacted]","a":"short"}""")]
    public void Ordinary_settings_do_not_damage_the_rest(string page, string expected) => Assert.Equal(expected, Redact(page));

    [Theory]
    [InlineData("""{"key":"20000000","limit":20000000}""", """{"key":"[redacted]","limit":20000000}""")]
    [InlineData("""{"key":"}}]}}]}}","a":[{"b":[{"c":{}}]}]}""", """{"key":"[redacted]","a":[{"b":[{"c":{}}]}]}""")]
    [InlineData("""{"key":"\",\"a\":\"x","a":"x","b":"y"}""", """{"key":"[redacted]","a":"x","b":"y"}""")]
    [InlineData("""{"key":"n12345678","a":"\n12345678"}""", """{"key":"[redacted]","a":"\n12345678"}""")]
    public void A_secret_that_looks_like_json_does_not_break_the_page(string page, string expected) => Assert.Equal(expected, Redact(page));

    [Fact]
    public void What_we_sent_is_removed_too() =>
        Assert.Equal("""{"a":"you sent [redacted]"}""", Redact($$"""{"a":"you sent {{Canary}}"}""", Canary));

    [Fact]
    public void Many_secrets_are_found_in_one_search()
    {
        var secrets = Enumerable.Range(0, 3_000).Select(i => $"secret-{i:x8}-{i * 7919:x8}").ToList();
        var page = JsonSerializer.Serialize(new { keys = secrets.Select(secret => new { key = secret }), text = secrets.Select(secret => $"see {secret}!") });

        var redacted = Redact(page);

        Assert.DoesNotContain("secret-", redacted, StringComparison.Ordinal);
        Assert.Equal(6_000, redacted.Split("[redacted]").Length - 1);
    }

    [Fact]
    public void A_model_may_have_the_name_of_a_secret() =>
        Assert.Equal(
            """{"all":[{"id":"p","models":{"token":{"id":"token","key":"[redacted]"},"key":{"id":"key"}}}]}""",
            Redact("""{"all":[{"id":"p","models":{"token":{"id":"token","key":"sk-CANARY/0123+4567="},"key":{"id":"key"}}}]}"""));

    [Fact]
    public void A_secret_does_not_hide_under_a_models_name() =>
        Assert.DoesNotContain("CANARY", Redact("""{"all":[{"id":"p","models":{"key":"sk-CANARY/0123+4567="}}],"models":{"token":"sk-CANARY/0123+4567="}}"""), StringComparison.Ordinal);

    [Fact]
    public void A_page_without_secrets_is_not_copied()
    {
        ReadOnlyMemory<byte> page = "{\"a\":1}"u8.ToArray();

        Assert.True(page.Span == Redactor.Redact(page, RedactionRules.OpenCode, []).Span);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_page() =>
        Assert.Equal("{}", Encoding.UTF8.GetString(Redactor.Redact((byte[])[0xEF, 0xBB, 0xBF, .. "{}"u8], RedactionRules.OpenCode, []).Span));

    [Theory]
    [InlineData("""{"key":"sk-CANARY/0123+4567=",""")]
    [InlineData("""{"key":"sk-CANARY/0123+4567="} sk-CANARY/0123+4567=""")]
    [InlineData("""{"a":'sk-CANARY/0123+4567='}""")]
    [InlineData("sk-CANARY/0123+4567=")]
    public void A_page_that_is_no_json_is_refused_and_not_quoted(string page)
    {
        var fault = Assert.Throws<ProviderException>(() => Redact(page));

        Assert.Equal(ProviderFault.Malformed, fault.Fault);
        Assert.DoesNotContain("CANARY", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal(ProviderFault.Malformed, Assert.Throws<ProviderException>(() => Redactor.Redact((byte[])[.. "{\"a\":\""u8, 0xFF, .. "\"}"u8], RedactionRules.OpenCode, [])).Fault);

    private static string Redact(string page, params string[] sent) =>
        Encoding.UTF8.GetString(Redactor.Redact(Encoding.UTF8.GetBytes(page), RedactionRules.OpenCode, sent).Span);
}
