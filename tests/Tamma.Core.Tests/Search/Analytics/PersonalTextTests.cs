using System.Text;
using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

public sealed class PersonalTextTests
{
    [Theory]
    [InlineData("mail ada.lovelace@example.org about models")]
    [InlineData("ADA+x@Sub.Example.co")]
    [InlineData("https://internal.example/path")]
    [InlineData("www.example.com models")]
    [InlineData("192.168.10.7 ollama")]
    [InlineData("192.168.10.7:11434")]
    [InlineData("fe80:0:0:0:1:2:3:4")]
    [InlineData("call +49 170 1234 5678")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("order 123456789")]
    [InlineData("order ١٢٣٤٥٦٧٨٩")]
    [InlineData("sk-proj-abcdefghijkl")]
    [InlineData("key=ghp_16C7e42F292c6912E7710c838347Ae178B4a")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("a8F3k2L9m4Q7")]
    [InlineData("c29tZXNlY3JldGJ1dGJhc2U2NHdpdGhudW1iZXJz")]
    [InlineData("my password hunter2")]
    [InlineData("token: abc")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void What_may_be_a_secret_or_say_who_somebody_is_is_told(string text) => Assert.True(PersonalText.Is(text));

    [Theory]
    [InlineData("claude opus 4.8")]
    [InlineData("claude-opus-4@20250514")]
    [InlineData("anthropic/claude-3-5-sonnet-20241022-v2:0")]
    [InlineData("qwen/qwen3-next-80b-a3b-instruct-2507-fp8")]
    [InlineData("meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8")]
    [InlineData("gpt-4o-mini-2024-07-18 between $0.15 and $2")]
    [InlineData("DeepSeek-R1-Distill-Qwen-32B")]
    [InlineData("text-embedding-3-small 1536 dimensions")]
    [InlineData("context >= 1000000 tokens under $0.0000005")]
    [InlineData("released 2026-01-01 .. 2026-06-30")]
    [InlineData("openrouter/mistralai/mixtral-8x22b-instruct:free")]
    [InlineData("")]
    public void Names_and_plain_words_pass(string text) => Assert.False(PersonalText.Is(text));

    [Fact]
    public void Hardly_a_real_name_of_a_model_is_taken_for_a_secret()
    {
        using var json = JsonDocument.Parse(Corpus.Read("models-dev.json"));
        string[] names = [.. json.RootElement.EnumerateObject().SelectMany(provider => provider.Value.GetProperty("models").EnumerateObject().SelectMany(model => (string[])[$"{provider.Name}/{model.Name}", model.Value.GetProperty("name").GetString()!]))];

        var withheld = names.Where(PersonalText.Is).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(withheld.Count * 1_000 < names.Length, $"{withheld.Count} of {names.Length}: {string.Join(" ; ", withheld.Take(40))}");
    }

    [Fact]
    public void No_real_question_of_the_corpus_is_withheld() =>
        Assert.DoesNotContain(Encoding.UTF8.GetString(Corpus.Read("queries-dev.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("query").GetString()!), PersonalText.Is);

    [Fact]
    public void No_part_of_what_is_withheld_is_in_the_form() =>
        Gen.Select(Gen.OneOf(Gen.Const("claude "), Gen.Const("cheap vision "), Gen.Const("")), Gen.Char['a', 'z'].Array[6, 20], Gen.Int[0, 3]).Sample((before, letters, kind) =>
        {
            var secret = new string(letters);
            var text = before + kind switch { 0 => $"{secret}@example.org", 1 => $"https://{secret}.example", 2 => $"sk-{secret}{secret}", _ => $"password {secret}" };
            var world = SearchWorld.With("a/claude", "b/vision");
            var index = world.Index();
            foreach (var asked in (SearchRequest[])[new(text) { Scope = ModelScope.All }, new("") { Filter = Tamma.Filters.FilterParser.Parse($"name = \"{text}\"", ModelFields.Vocabulary).Expression! }])
            {
                var hits = Searcher.Search(index, asked);
                Assert.Same(AskedForm.Withheld, AskedForm.Of(asked, hits.Reading, hits.Unmatched));
            }
        }, iter: 50);
}
