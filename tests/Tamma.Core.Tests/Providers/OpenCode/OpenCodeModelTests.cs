using System.Text;
using Tamma.Providers;
using Tamma.Providers.OpenCode;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenCode;

public sealed class OpenCodeModelTests
{
    private const string Rich = """
        {"id":"m","providerID":"p","api":{"id":"wire-m","url":"https://api.p.example/v1","npm":"@ai-sdk/p"},"name":"Model M","family":"em",
         "capabilities":{"temperature":true,"reasoning":false,"attachment":true,"toolcall":true,
           "input":{"pdf":true,"text":true,"audio":false,"image":true,"video":false},"output":{"text":true,"audio":false,"image":false,"video":false,"pdf":false},
           "interleaved":{"field":"reasoning_content"}},
         "cost":{"input":0.10,"output":3,"cache":{"read":0.025,"write":0},
           "tiers":[{"output":6,"input":0.2,"cache":{"read":0.05,"write":0},"tier":{"type":"context","size":200000}}],
           "experimentalOver200K":{"input":0.2,"output":6,"cache":{"read":0.05,"write":0}}},
         "limit":{"context":200000,"input":190000,"output":8192},"status":"active","options":{},"headers":{},"release_date":"2026-01-02",
         "variants":{"high":{"reasoningEffort":"high"},"low":{}}}
        """;

    [Fact]
    public async Task Every_field_stands_under_its_models_dev_name()
    {
        var fields = (await ReadAsync(Rich)).Fields("opencode-server/p/m");

        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = "Model M",
                ["family"] = "em",
                ["attachment"] = "true",
                ["reasoning"] = "false",
                ["tool_call"] = "true",
                ["temperature"] = "true",
                ["interleaved.field"] = "reasoning_content",
                ["variants"] = "high,low",
                ["modalities.input"] = "text,image,pdf",
                ["modalities.output"] = "text",
                ["limit.context"] = "200000",
                ["limit.input"] = "190000",
                ["limit.output"] = "8192",
                ["cost.input"] = "0.1",
                ["cost.output"] = "3",
                ["cost.cache_read"] = "0.025",
                ["cost.tiers"] = """[{"cache_read":0.05,"input":0.2,"output":6,"tier":{"size":200000,"type":"context"}}]""",
                ["cost.context_over_200k.input"] = "0.2",
                ["cost.context_over_200k.output"] = "6",
                ["cost.context_over_200k.cache_read"] = "0.05",
                ["status"] = "active",
                ["release_date"] = "2026-01-02",
                ["api.id"] = "wire-m",
                ["api.url"] = "https://api.p.example/v1",
                ["api.npm"] = "@ai-sdk/p",
            },
            fields);
    }

    /// <summary>The reader is written by hand, so its table is checked against what it does.</summary>
    [Fact]
    public async Task What_is_declared_is_what_is_read()
    {
        var every = Rich.Replace("\"write\":0", "\"write\":1", StringComparison.Ordinal);
        var read = (await ReadAsync(every)).Fields("opencode-server/p/m").Keys.Append("interleaved");

        Assert.Equal(OpenCodeFields.Map.Fields.SelectMany(member => member.Targets).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Interleaved_may_be_a_flag() =>
        Assert.Equal("true", (await ReadAsync("""{"capabilities":{"interleaved":true}}""")).Fields("opencode-server/p/m")["interleaved"]);

    [Theory]
    [InlineData("""{"limit":{"context":0,"output":0,"input":5}}""", "limit.input=5", "zero_limit_is_unknown=2")]
    [InlineData("""{"limit":{"context":-1}}""", "", "negative_limit_is_unknown=1")]
    [InlineData("""{"cost":{"input":0,"output":0,"cache":{"read":0,"write":0}}}""", "", "zero_price_is_unknown=1")]
    [InlineData("""{"cost":{"input":0,"output":0,"cache":{"read":0.1,"write":0}}}""", "", "zero_price_is_unknown=1")]
    [InlineData("""{"cost":{"input":0.02,"output":0,"cache":{"read":0,"write":0}}}""", "cost.input=0.02 cost.output=0", "zero_cache_price_is_unknown=2")]
    [InlineData("""{"cost":{"input":0,"output":1}}""", "cost.input=0 cost.output=1", "")]
    [InlineData("""{"cost":{"input":-1,"output":-1}}""", "", "negative_price_is_unknown=2")]
    [InlineData("""{"cost":{"input":1,"output":1,"experimentalOver200K":{"input":0,"output":0}}}""", "cost.input=1 cost.output=1", "zero_price_is_unknown=1")]
    [InlineData("""{"cost":{"tiers":[{"input":0,"output":0,"tier":{"size":1}}]}}""", "", "zero_price_is_unknown=1")]
    [InlineData("""{"name":"","api":{"url":""}}""", "", "empty_text_is_unknown=1")]
    [InlineData("""{"capabilities":{"input":{"text":false},"toolcall":false}}""", "tool_call=false", "")]
    [InlineData("""{"name":null,"limit":null,"cost":{"input":null}}""", "", "")]
    public async Task A_zero_that_nobody_stated_is_unknown_and_counted(string model, string fields, string rules)
    {
        var listing = await ReadAsync(model);

        Assert.Equal(fields, string.Join(' ', listing.Fields("opencode-server/p/m").Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(rules, string.Join(' ', listing.Rules.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("""{"new_thing":5}""", "extra.new_thing=5", "new_thing=1")]
    [InlineData("""{"knowledge":"2025-01"}""", "extra.knowledge=\"2025-01\"", "knowledge=1")]
    [InlineData("""{"a":{"b":{"c":[1,{"z":1,"y":2}],"d":{}}}}""", "extra.a.b.c=[1,{\"y\":2,\"z\":1}] extra.a.b.d={}", "a.b.c=1 a.b.d=1")]
    [InlineData("""{"capabilities":{"input":{"smell":true},"vision":true}}""", "extra.capabilities.input.smell=true extra.capabilities.vision=true", "capabilities.input.smell=1 capabilities.vision=1")]
    [InlineData("""{"name":5,"limit":{"context":"200k","burst":9}}""", "extra.limit.burst=9 extra.limit.context=\"200k\" extra.name=5", "limit.burst=1 limit.context=1 name=1")]
    [InlineData("""{"cost":{"audio":1,"cache":{"ttl":2},"tiers":[{"input":1,"x":3},{"input":2,"x":4}]}}""", "cost.tiers=[{\"input\":1},{\"input\":2}] extra.cost.audio=1 extra.cost.cache.ttl=2 extra.cost.tiers.x=4", "cost.audio=1 cost.cache.ttl=1 cost.tiers.x=2")]
    [InlineData("""{"id":"other","providerID":7}""", "extra.id=\"other\" extra.providerID=7", "id=1 providerID=1")]
    [InlineData("""{"cost":{"input":0.12345678901234567890123456789012345}}""", "extra.cost.input=0.12345678901234567890123456789012345", "cost.input=1")]
    [InlineData("""{"nothing":null}""", "", "")]
    public async Task What_we_do_not_know_is_kept_and_counted(string model, string fields, string unknown)
    {
        var listing = await ReadAsync(model);

        Assert.Equal(fields, string.Join(' ', listing.Fields("opencode-server/p/m").Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(unknown, string.Join(' ', listing.UnknownFields.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public async Task Each_model_can_be_shown_as_it_was_received()
    {
        var listing = await ReadAsync(Rich);

        var slice = Assert.Single(listing.Claims, claim => !claim.Key.IsProvider).Slice!.Value;
        var document = Assert.Single(listing.Documents);
        Assert.Equal(document.Hash, slice.Document);
        Assert.Equal(Rich.Trim(), Encoding.UTF8.GetString(document.Content.Span.Slice(slice.Offset, slice.Length)));
    }

    [Fact]
    public async Task Planted_secrets_are_in_the_answer_and_nowhere_else()
    {
        const string page = """
            {"all":[{"id":"p","name":"P","key":"CANARY-key-01","options":{"apiKey":"CANARY-opt-02","deep":{"list":["CANARY-deep-03"]},"baseURL":"https://x.example/?k=CANARY-url-04"},"models":{"m":{
              "id":"m","api":{"id":"m","url":"https://x.example/CANARY-key-01/?a=CANARY-opt-02&b=CANARY-deep-03&c=CANARY-url-04&d=CANARY-head-05"},
              "options":{"secret":"CANARY-mod-06"},"headers":{"X-Whatever":"CANARY-head-05"},"new":{"auth":"CANARY-new-07","said":"CANARY-mod-06"}}}}],"connected":["p"],"default":{}}
            """;
        var listing = await new CannedServer().Answers(page).CompleteAsync(Connections.OpenCode());

        Assert.DoesNotContain("CANARY", listing.Everything(), StringComparison.Ordinal);
        Assert.Equal("https://x.example/[redacted]/?a=[redacted]&b=[redacted]&c=[redacted]&d=[redacted]", listing.Fields("opencode-server/p/m")["api.url"]);
    }

    private static Task<Listing.Complete> ReadAsync(string model) =>
        new CannedServer().Answers("""{"all":[{"id":"p","models":{"m":""" + model.Trim() + """}}],"connected":["p"]}""").CompleteAsync(Connections.OpenCode(ListingScope.None));
}
