using System.Text;
using Tamma.Providers;
using Tamma.Sources.Baseline;
using Xunit;

namespace Tamma.Core.Tests.Sources.Baseline;

public sealed class BaselineReaderTests
{
    private const string Head = """
        provider: p
        name: P
        env: [P_KEY]
        source: [a]
        sources:
          a: {name: A list, as_of: 2026-07-01, licence: MIT}
          b: {name: Prices, as_of: 2026-08}
        """;

    [Fact]
    public void A_row_says_its_facts_where_they_are_from_and_when_they_were_checked()
    {
        var file = Assert.Single(Read("""
            models:
              "m/1:free": {name: "1", limit: {context: 200_0, output: 5}}
            """.Replace("200_0", "2000", StringComparison.Ordinal)));

        Assert.Equal(("p", false), (file.Provider, file.Replaces));
        Assert.Equal("p p/m/1:free", string.Join(' ', file.Rows.Select(row => row.Key)));
        Assert.Equal("name=P env=P_KEY baseline.source=A list 2026-07-01 baseline.checked=2026-07-01", Facts(file.Rows[0]));
        Assert.Equal("name=1 limit.context=2000 limit.output=5 baseline.source=A list 2026-07-01 baseline.checked=2026-07-01", Facts(file.Rows[1]));
    }

    [Theory]
    [InlineData("cost: {input: 0.075, tiers: [{tier: {size: 200000}, input: 1.50}]}", "cost.input=0.075 cost.tiers=[{\"input\":1.5,\"tier\":{\"size\":200000}}]")]
    [InlineData("cost.input: 3", "cost.input=3")]
    [InlineData("tool_call: false, reasoning: true", "reasoning=true tool_call=false")]
    [InlineData("modalities: {input: [text, image]}", "modalities.input=text,image")]
    [InlineData("release_date: 2025, knowledge: 2025-04, shutdown_date: 2026-02-28", "knowledge=2025-04 release_date=2025 shutdown_date=2026-02-28")]
    [InlineData("interleaved: {field: reasoning_content}", "interleaved.field=reasoning_content")]
    [InlineData("reasoning_options: [{type: effort, values: [null, low]}, {type: toggle, on: true}]", "reasoning_options=[{\"type\":\"effort\",\"values\":[null,\"low\"]},{\"on\":true,\"type\":\"toggle\"}]")]
    public void Values_are_of_their_fields_type(string given, string facts) => Assert.StartsWith(facts + " baseline.", Facts(Model(given)), StringComparison.Ordinal);

    [Theory]
    [InlineData("source: [b]", "baseline.source=Prices 2026-08 baseline.checked=2026-08")]
    [InlineData("source: [a, b]", "baseline.source=A list 2026-07-01, Prices 2026-08 baseline.checked=2026-08")]
    [InlineData("source: [b], checked: 2026-10-02", "baseline.source=Prices 2026-08 baseline.checked=2026-10-02")]
    public void A_model_may_have_sources_and_a_date_of_its_own(string given, string facts) => Assert.Equal(facts, Facts(Model(given)));

    [Theory]
    [InlineData("models:\n  m:\n    {name: M,\n     limt: 5}", 11, "'limt' is no field of a model that can stand here")]
    [InlineData("models:\n  m: {limit: {contxt: 5}}", 9, "'limit.contxt' is no field of a model")]
    [InlineData("models:\n  m: {hidden: true}", 9, "'hidden' is no field of a model")]
    [InlineData("models:\n  m: {loaded: true}", 9, "'loaded' is no field of a model")]
    [InlineData("models:\n  m: {extra.x: true}", 9, "'extra.x' is no field of a model")]
    [InlineData("models:\n  m: {baseline.checked: 2026}", 9, "'baseline.checked' is no field of a model")]
    [InlineData("models:\n  m: {description: 'lovely'}\n  n: {a: 1}", 10, "'a' is no field")]
    [InlineData("logo: p.svg", 8, "'logo' is no field of a provider")]
    [InlineData("models:\n  m: {limit: {context: 0}}", 9, "'limit.context' is no whole number above zero")]
    [InlineData("models:\n  m: {limit: {context: 1.5}}", 9, "'limit.context' is no whole number above zero")]
    [InlineData("models:\n  m: {cost: {input: -1}}", 9, "'cost.input' is no number of zero or more")]
    [InlineData("models:\n  m: {cost: {input: '1'}}", 9, "'cost.input' is no number of zero or more")]
    [InlineData("models:\n  m: {cost: {input: 1e3}}", 9, "'cost.input' is no number of zero or more")]
    [InlineData("models:\n  m: {cost: {input: }}", 9, "'cost.input' is no number of zero or more")]
    [InlineData("models:\n  m: {cost: 5}", 9, "'cost' is no field of a model")]
    [InlineData("models:\n  m: {cost: {input: 1},\n    cost.input: 2}", 10, "'cost.input' stands twice")]
    [InlineData("models:\n  m: {tool_call: 'true'}", 9, "'tool_call' is neither true nor false")]
    [InlineData("models:\n  m: {tool_call: yes}", 9, "'tool_call' is neither true nor false")]
    [InlineData("models:\n  m: {knowledge: 2025-13}", 9, "'knowledge' is no date")]
    [InlineData("models:\n  m: {release_date: 2025-02-30}", 9, "'release_date' is no date")]
    [InlineData("models:\n  m: {modalities: {input: text}}", 9, "'modalities.input' is no list of words")]
    [InlineData("models:\n  m: {name: ~}", 9, "'name' is no text")]
    [InlineData("models:\n  m: {name: M}\n  m: {name: N}", 10, "is no YAML that can be read")]
    [InlineData("models:\n  m: {source: [c]}", 9, "'c' is no name from 'sources'")]
    [InlineData("models:\n  m: {source: []}", 9, "'source' is no list of names from 'sources'")]
    [InlineData("models:\n  m: {source: a}", 9, "'source' is no list of names from 'sources'")]
    [InlineData("models:\n  m: {checked: soon}", 9, "'checked' is no date")]
    [InlineData("models: [m]", 8, "'models' is no mapping of ids")]
    [InlineData("models:\n  m: &x {name: M}\n  n: *x", 9, "anchors and aliases are not read here")]
    [InlineData("models: {m: {reasoning_options: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}}", 8, "is nested deeper than 16 levels")]
    [InlineData("replaces: perhaps", 8, "'replaces' is neither true nor false")]
    public void A_mistake_is_told_with_file_and_line(string below, int line, string what)
    {
        var mistake = Assert.Throws<ProviderException>(() => Read(below));

        Assert.Equal(ProviderFault.Malformed, mistake.Fault);
        Assert.StartsWith($"mine.yaml:{line}: {what}", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: P", "does not say which 'provider'")]
    [InlineData("provider: p", "has no 'source'")]
    [InlineData("provider: a/b\nsource: [a]", "an id in it is empty, too long, or holds characters that no id has")]
    [InlineData("provider: p\nsource: [a]\nsources:\n  a: {name: A}", "the document 'a' has no name or no as_of")]
    [InlineData("provider: p\nsource: [a]\nsources:\n  a: {name: A, as_of: 2026, url: x}", "'url' says nothing of a document")]
    [InlineData("[1]", "'the document' is no mapping")]
    public void A_document_without_its_head_is_refused(string text, string what) =>
        Assert.Contains(what, Assert.Throws<ProviderException>(() => BaselineReader.Read("mine.yaml", Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void One_file_may_hold_several_providers() =>
        Assert.Equal("p q", string.Join(' ', Read("---\nprovider: q\nreplaces: true\nsource: [z]\nsources: {z: {name: Z, as_of: 2026}}\n").Select(file => file.Provider)));

    private static BaselineRow Model(string facts) => Assert.Single(Read($"models:\n  m: {{{facts}}}")).Rows[1];

    private static IReadOnlyList<BaselineFile> Read(string below) => BaselineReader.Read("mine.yaml", Encoding.UTF8.GetBytes(Head.ReplaceLineEndings("\n") + "\n" + below));

    private static string Facts(BaselineRow row) => string.Join(' ', row.Values.Select(pair => $"{pair.Key}={pair.Value}"));
}
