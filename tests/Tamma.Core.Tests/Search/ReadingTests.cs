using CsCheck;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class ReadingTests
{
    private static readonly SearchWorld s_world = SearchWorld.With(
        "openai/gpt-4o name=GPT-4o cost.input=2.5 cost.output=10", "openai/gpt-5-mini", "moonshotai/kimi-k2-thinking name=Kimi_K2_Thinking", "anthropic/claude-opus-4-8",
        "openrouter/qwen/qwen3-coder:free", "azure/gpt-5", "github-copilot/claude-sonnet-4.5", "mistral/mistral-small-2506", "openai/text-embedding-3-small", "acme/grok-4-fast", "google/gemini-2.5-flash");

    [Theory]
    [InlineData("cheap vision model with at least 200k context", "paid|lowest price first|modalities.input:image|modalities.output:text|limit.context>=200000")]
    [InlineData("free with tools", "free|tool_call")]
    [InlineData("under $1", "cost.input<1")]
    [InlineData("less than $0.10 per million output tokens", "cost.output<0.1")]
    [InlineData("input price <= 0.20", "cost.input<=0.2")]
    [InlineData("200k context", "limit.context>=200000")]
    [InlineData("context > 256k", "limit.context>256000")]
    [InlineData("1m context", "limit.context>=1000000")]
    [InlineData("1,000,000 tokens context", "limit.context>=1000000")]
    [InlineData("output limit >= 64k", "limit.output>=64000")]
    [InlineData("open weights", "open_weights")]
    [InlineData("under 10b", "size_b<10")]
    [InlineData("32b or smaller", "size_b<=32")]
    [InlineData("fits in 24 GB", "open_weights|size_b<=35|highest size_b first")]
    [InlineData("released this year", "release_date>=2026-01-01")]
    [InlineData("released in 2025", "release_date>=2025-01-01|release_date<2026-01-01")]
    [InlineData("released after 2026-06-01", "release_date>=2026-06-02")]
    [InlineData("since march 2026", "release_date>=2026-03-01")]
    [InlineData("last 3 months", "release_date>=2026-04-01")]
    [InlineData("not deprecated", "not deprecated")]
    [InlineData("reasoning but not slow", "reasoning|purpose=light if possible")]
    [InlineData("without reasoning", "not reasoning")]
    [InlineData("non-reasoning", "not reasoning")]
    [InlineData("audio input", "modalities.input:audio")]
    [InlineData("input modality audio", "modalities.input:audio")]
    [InlineData("models that listen to audio", "modalities.input:audio")]
    [InlineData("understands images, audio and video", "modalities.input:image|modalities.input:audio|modalities.input:video")]
    [InlineData("text to video", "modalities.output:video")]
    [InlineData("videos generated from text", "")]
    [InlineData("generates videos from an image", "modalities.output:video|modalities.input:image")]
    [InlineData("embeddings", "purpose=embedding")]
    [InlineData("status:beta", "status=beta")]
    [InlineData("provider:azure", "provider=azure")]
    [InlineData("from anthropic", "maker=anthropic")]
    [InlineData("on github copilot", "provider=github-copilot")]
    [InlineData("except azure", "not provider=azure")]
    [InlineData("newest", "highest release_date first")]
    [InlineData("cheaper than gpt-4o", "not called=gpt 4o|cost.input<2.5|cost.output<10|paid|lowest price first")]
    [InlineData("something like gpt-4o but cheaper", "not called=gpt 4o|cost.input<2.5|cost.output<10|paid|lowest price first")]
    [InlineData("alternatives to claude opus", "not called:claude opus")]
    [InlineData("between $1 and $3 input", "cost.input<=3|cost.input>=1")]
    [InlineData("context 32k to 128k", "limit.context>=32000|limit.context<=128000")]
    [InlineData("input under $0.5 output under $2", "cost.input<0.5|cost.output<2")]
    [InlineData("max price $2 per million output", "cost.output<=2")]
    [InlineData("128k+ context", "limit.context>=128000")]
    [InlineData("knowledge of 2025", "knowledge>=2025-01-01")]
    [InlineData("discount on everything cached", "cache_discount>=0.5|highest cache_discount first")]
    [InlineData("rtx 4090", "open_weights|size_b<=35|highest size_b first")]
    [InlineData("turn text into an audio file", "modalities.input:text|modalities.output:audio")]
    [InlineData("draws pictures from text", "modalities.output:image|modalities.input:text")]
    [InlineData("grok 4 context 256k", "limit.context>=256000")]
    [InlineData("rank documents", "purpose=rerank")]
    [InlineData("speech to text", "modalities.input:audio|modalities.output:text|purpose=transcription if possible")]
    [InlineData("not from openai", "not maker=openai")]
    [InlineData("cheep", "paid|lowest price first")]
    public void Plain_words_are_conditions(string words, string conditions) => Assert.Equal(conditions, string.Join('|', s_world.Read(words)));

    [Theory]
    [InlineData("kimi k2 thinking", "kimi k2 thinking")]
    [InlineData("text-embedding-3-small", "text embedding 3 small")]
    [InlineData("grok fast", "grok fast")]
    [InlineData("mistral small", "mistral small")]
    [InlineData("qwen/qwen3-coder:free", "qwen qwen 3 coder free")]
    [InlineData("the newest gpt", "gpt")]
    [InlineData("gpt-5 azure", "gpt 5")]
    [InlineData("gpt 5 mini", "gpt 5 mini")]
    [InlineData("text-", "text")]
    [InlineData("gemni flash", "gemini (written gemni) flash")]
    public void What_names_are_made_of_stays_text(string words, string terms) => Assert.Equal(terms, string.Join(' ', s_world.Terms(words)));

    [Theory]
    [InlineData("gpt-4.1", "gpt-4.1")]
    [InlineData("gpt-4.1 ", "gpt-4.1 ")]
    [InlineData("cheap gpt-5-mini on azure", "gpt-5-mini ")]
    [InlineData("gemni flash under $1", "gemini flash ")]
    [InlineData("gpt under $1 5", "gpt, 5")]
    [InlineData("gpt with tools nobodyhasthis", "gpt ")]
    [InlineData("nobodyhasthis", "nobodyhasthis")]
    [InlineData("cheap", "")]
    public void What_stayed_text_can_be_read_again(string words, string text) => Assert.Equal(text, s_world.Search(words).Text);

    [Fact]
    public void Who_says_nothing_of_its_status_is_not_in_it() =>
        Assert.Equal(["a/falcon-1"], SearchWorld.With("a/falcon-1", "a/falcon-2 status=beta").Found("falcon not beta"));

    [Fact]
    public void A_condition_comes_back_with_the_words_that_gave_it()
    {
        var reading = Searcher.Read(s_world.Index(), "gpt with at least 200k of context on azure", SearchWorld.Today);

        Assert.Equal(["at least 200k of context", "azure"], reading.Constraints.Select(one => one.Words));
    }

    [Fact]
    public void Any_text_is_read_and_its_conditions_quote_it()
    {
        var index = s_world.Index();
        var word = Gen.OneOf("cheap", "under", "$1", "200k", "context", "not", "text", "to", "image", "from", "gpt-4o", "released", "2026", ">=", "24", "gb", ":", "alternative", "than", "last", "3", "months", "or", "provider:", "between");
        Gen.OneOf(word.Array[0, 12].Select(words => string.Join(' ', words)), Gen.String).Sample(text =>
        {
            var reading = Searcher.Read(index, text, SearchWorld.Today);
            Assert.All(reading.Constraints, one => Assert.Contains(one.Words, text, StringComparison.Ordinal));
        });
    }
}
