using System.Text;
using System.Text.Json;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Prompts;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

public sealed class PromptFileTests
{
    [Fact]
    public void A_text_has_a_prompt_on_each_line()
    {
        var prompts = Read("p.txt", "\uFEFFOne\r\n\n  \n{\"prompt\":\"is text here\"}\nTwo\u2028still two");

        Assert.Equal(["One", "{\"prompt\":\"is text here\"}", "Two\u2028still two"], prompts.Select(prompt => prompt.Prompt));
    }

    [Fact]
    public void JSON_lines_hold_prompts_or_conversations_and_what_belongs_to_them()
    {
        var prompts = Read(
            "p.JSONL",
            """
            {"prompt":"Who?\n","max_tokens":9,"id":7,"tools":null}

            {"messages":[{"role":"system","content":"Brief."},{"role":"user","content":[{"type":"text","text":"A"},{"type":"text","text":"B"}]}]}
            {"prompt":"x","tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},{"type":"function","name":"g"}]}
            """);

        Assert.Equal(("Who?\n", 9, null), (prompts[0].Prompt, prompts[0].MaxTokens, prompts[0].Tools));
        Assert.Equal([("system", "Brief."), ("user", "AB")], prompts[1].Messages!.Select(message => (message.Role, message.Content)));
        Assert.Equal([("f", "d", true), ("g", null, null)], prompts[2].Tools!.Select(tool => (tool.Name, tool.Description, tool.Strict)));
        Assert.Equal("""{"type":"object"}""", prompts[2].Tools![0].Parameters!.Value.GetRawText());
        Assert.Null(prompts[2].Tools![1].Parameters);
    }

    [Fact]
    public void A_table_has_columns_by_their_names()
    {
        var prompts = Read("p.csv", "id,Max_Tokens, prompt ,system\r\n1,,\"Say \"\"hi\"\",\nthen go\",\r\n2, 12 ,Plain,Be brief.\r\n");

        Assert.Equal(("Say \"hi\",\nthen go", null), (prompts[0].Prompt, prompts[0].MaxTokens));
        Assert.Equal([("system", "Be brief."), ("user", "Plain")], prompts[1].Messages!.Select(message => (message.Role, message.Content)));
        Assert.Equal(12, prompts[1].MaxTokens);
    }

    [Theory]
    [InlineData("p.txt", "", "p.txt: it holds no prompt.")]
    [InlineData("p.json", "[]", "p.json: one JSON document is no list of lines")]
    [InlineData("p.jsonl", "{\"prompt\":\"a\"}\n\nprompt", "p.jsonl, line 3: it is no JSON:")]
    [InlineData("p.jsonl", "[1]", "p.jsonl, line 1: it is no object")]
    [InlineData("p.jsonl", "{}", "line 1: there is neither a prompt nor messages; give one of both.")]
    [InlineData("p.jsonl", """{"prompt":"a","messages":[]}""", "line 1: there are a prompt and messages")]
    [InlineData("p.jsonl", """{"prompt":7}""", "line 1: prompt is no text.")]
    [InlineData("p.jsonl", """{"prompt":" "}""", "line 1: the prompt is empty")]
    [InlineData("p.jsonl", """{"prompt":"\ud800"}""", "line 1: prompt holds half a character")]
    [InlineData("p.jsonl", """{"prompt":"a","max_tokens":0}""", "line 1: max_tokens is between 1 and 2,000,000.")]
    [InlineData("p.jsonl", """{"prompt":"a","max_tokens":1.5}""", "line 1: max_tokens is no whole number.")]
    [InlineData("p.jsonl", """{"messages":{}}""", "line 1: messages are no list")]
    [InlineData("p.jsonl", """{"messages":[]}""", "line 1: there are 0 messages")]
    [InlineData("p.jsonl", """{"messages":[{"role":"user"}]}""", "line 1: a message has no role or no content")]
    [InlineData("p.jsonl", """{"messages":[{"role":"tool","content":"a"}]}""", "line 1: 'tool' is no role; take system, user or assistant.")]
    [InlineData("p.jsonl", """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}""", "line 1: the last message is not a user's")]
    [InlineData("p.jsonl", """{"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"user","content":"a"}]}""", "line 1: what the system says comes before")]
    [InlineData("p.jsonl", """{"messages":[{"role":"user","content":""}]}""", "line 1: the last message is empty")]
    [InlineData("p.jsonl", """{"messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "line 1: a part of a message is no text")]
    [InlineData("p.jsonl", """{"prompt":"a","tools":[]}""", "line 1: there are 0 tools")]
    [InlineData("p.csv", "text\na", "p.csv, line 1: no column is named prompt")]
    [InlineData("p.csv", "prompt;max_tokens\na;1", "Fields are parted by commas, not by semicolons.")]
    [InlineData("p.csv", "prompt,prompt\na,b", "line 1: two columns are named prompt")]
    [InlineData("p.csv", "prompt\na\nb,c", "p.csv, line 3: 2 fields where the first record has 1; put fields that hold commas in quotes.")]
    [InlineData("p.csv", "prompt\n\"a\nb\"\n\"c", "p.csv, line 4: a quote that opens here is never closed")]
    [InlineData("p.csv", "prompt\na \"b\"", "p.csv, line 2: a quote stands within a field")]
    [InlineData("p.csv", "prompt\n\"a\"b", "p.csv, line 2: something stands between")]
    [InlineData("p.csv", "prompt,max_tokens\na,many", "p.csv, line 2: max_tokens is 'many', which is no whole number.")]
    [InlineData("p.csv", "prompt,max_tokens\na,0", "p.csv, line 2: max_tokens is between 1")]
    [InlineData("p.csv", "prompt,max_tokens\n,1", "p.csv, line 2: the prompt is empty")]
    [InlineData("p.csv", "prompt\n", "p.csv: it holds no prompt.")]
    public void What_cannot_be_used_is_named_with_its_file_its_line_and_what_to_do(string name, string text, string said) =>
        Assert.Contains(said, Assert.Throws<PromptFileException>(() => Read(name, text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_UTF_8_is_refused() =>
        Assert.Contains("not in UTF-8", Assert.Throws<PromptFileException>(() => PromptFile.Read("p.txt", [(byte)'a', 0xE4, (byte)'b'])).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_many_prompts_are_refused()
    {
        var text = string.Concat(Enumerable.Repeat("a\n", PromptRules.MostPrompts));

        Assert.Equal(PromptRules.MostPrompts, Read("p.txt", text).Count);
        Assert.Contains("line 100001: more than 100,000 prompts", Assert.Throws<PromptFileException>(() => Read("p.txt", text + "b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_long_a_line_is_refused() =>
        Assert.Contains("line 2: the line is longer than 16 Mi characters", Assert.Throws<PromptFileException>(() => Read("p.txt", "a\n" + new string('b', PromptFile.LongestLine + 1))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"function"}""", "t.json: tools are no list")]
    [InlineData("[]", "t.json: there are 0 tools")]
    [InlineData("[{\"name\":\"a\"},\n oops]", "t.json, line 2: it is no JSON")]
    [InlineData("""[{"type":"function","function":{}}]""", "a tool has no name")]
    [InlineData("""[{"type":"web_search"}]""", "a tool has no name")]
    [InlineData("""[{"type":"web_search","name":"x"}]""", "a tool is no function")]
    [InlineData("""[{"name":"has space"}]""", "the name of tool 1 is not 1 to 64")]
    [InlineData("""[{"name":"a","parameters":{"properties":{}}}]""", "parameters of 'a' are no JSON Schema of an object")]
    [InlineData("""[{"name":"a","parameters":[]}]""", "parameters of 'a' are no JSON Schema of an object")]
    [InlineData("""[{"name":"a","parameters":{"type":"object","x":"\ud800"}}]""", "parameters of 'a' hold half a character")]
    [InlineData("""[{"name":"a","strict":"yes"}]""", "strict is neither true nor false")]
    [InlineData("""[{"name":"a","description":1}]""", "description is no text")]
    [InlineData("""[{"name":"a"},{"name":"a"}]""", "two tools are named 'a'")]
    public void Functions_that_no_protocol_takes_are_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<PromptFileException>(() => PromptFile.ReadTools("t.json", Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Functions_are_read_in_both_of_OpenAIs_forms() =>
        Assert.Equal(
            ["a", "b"],
            PromptFile.ReadTools("t.json", Encoding.UTF8.GetBytes("""[{"type":"function","function":{"name":"a","parameters":{"type":"object"}}},{"type":"function","name":"b"}]""")).Select(tool => tool.Name));

    [Fact]
    public void What_was_read_goes_into_a_plan_and_comes_out_the_same()
    {
        var plan = Asked.Plan(new() { Prompts = Read("p.jsonl", """{"messages":[{"role":"user","content":"é\u2028"}],"max_tokens":3,"tools":[{"name":"a","parameters":{"type":"object","x":[1]}}]}"""), Unique = true });

        var text = JsonSerializer.Serialize(plan, LoadJson.Default.LoadPlan);
        var again = JsonSerializer.Deserialize(text, LoadJson.Default.LoadPlan)!;

        Assert.Equal(text, JsonSerializer.Serialize(again, LoadJson.Default.LoadPlan));
        Assert.Equal("é\u2028", again.Workload.Prompts![0].Messages![0].Content);
        Assert.True(again.Workload.Unique);
    }

    private static IReadOnlyList<LoadPrompt> Read(string name, string text) => PromptFile.Read(name, Encoding.UTF8.GetBytes(text));
}
