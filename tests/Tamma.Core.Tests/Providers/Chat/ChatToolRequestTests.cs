using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

/// <summary>Messages before the prompt and functions beside it, exactly as each protocol has them (types of openai 7.57.0, @anthropic-ai/sdk 1.12.0, @google/genai 3.1.0 and ollama 0.6.4).</summary>
public sealed class ChatToolRequestTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"additionalProperties":false}""";
    private const string Weather = $$"""{"name":"weather","description":"Of a city.","parameters":{{Schema}}}""";

    private static readonly ChatRequest s_request = new() { Model = "m", Prompt = "Hi", Stream = false };
    private static readonly ChatTool s_weather = new("weather", "Of a city.", JsonElement.Parse(Schema));
    private static readonly ImmutableArray<ChatMessage> s_talk = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Who?"), new(ChatRole.Assistant, "I.")];

    [Theory]
    [InlineData(ChatProtocol.OpenAi, """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Who?"},{"role":"assistant","content":"I."},{"role":"user","content":"Hi"}],"max_tokens":1,"stream":false}""")]
    [InlineData(ChatProtocol.Responses, """{"model":"m","input":[{"role":"system","content":"Be brief."},{"role":"user","content":"Who?"},{"role":"assistant","content":"I."},{"role":"user","content":"Hi"}],"max_output_tokens":16,"stream":false,"store":false}""")]
    [InlineData(ChatProtocol.Anthropic, """{"model":"m","max_tokens":1,"system":"Be brief.","messages":[{"role":"user","content":"Who?"},{"role":"assistant","content":"I."},{"role":"user","content":"Hi"}],"stream":false}""")]
    [InlineData(ChatProtocol.Gemini, """{"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Who?"}]},{"role":"model","parts":[{"text":"I."}]},{"role":"user","parts":[{"text":"Hi"}]}],"generationConfig":{"maxOutputTokens":1}}""")]
    [InlineData(ChatProtocol.Ollama, """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Who?"},{"role":"assistant","content":"I."},{"role":"user","content":"Hi"}],"stream":false,"options":{"num_predict":1}}""")]
    public void What_was_said_before_comes_first(ChatProtocol protocol, string body) => Assert.Equal(body, Body(protocol, s_request with { Before = s_talk }));

    [Theory]
    [InlineData(ChatProtocol.OpenAi, $$"""[{"type":"function","function":{{Weather}}}]""")]
    [InlineData(ChatProtocol.Responses, $$"""[{"type":"function","name":"weather","description":"Of a city.","parameters":{{Schema}},"strict":false}]""")]
    [InlineData(ChatProtocol.Anthropic, $$"""[{"name":"weather","description":"Of a city.","input_schema":{{Schema}}}]""")]
    [InlineData(ChatProtocol.Gemini, $$"""[{"functionDeclarations":[{"name":"weather","description":"Of a city.","parametersJsonSchema":{{Schema}}}]}]""")]
    [InlineData(ChatProtocol.Ollama, $$"""[{"type":"function","function":{{Weather}}}]""")]
    public void Functions_stand_in_each_protocols_form(ChatProtocol protocol, string tools) =>
        Assert.Equal(tools, JsonElement.Parse(Body(protocol, s_request with { Tools = [s_weather] })).GetProperty("tools").GetRawText());

    [Fact]
    public void Strictness_is_said_where_it_is_known_and_has_a_word()
    {
        var strict = s_request with { Tools = [s_weather with { IsStrict = true, Description = null }] };

        Assert.Equal($$$"""[{"type":"function","function":{"name":"weather","parameters":{{{Schema}}},"strict":true}}]""", Tools(ChatProtocol.OpenAi));
        Assert.Equal($$"""[{"type":"function","name":"weather","parameters":{{Schema}},"strict":true}]""", Tools(ChatProtocol.Responses));
        Assert.DoesNotContain("strict", Tools(ChatProtocol.Anthropic), StringComparison.Ordinal);

        string Tools(ChatProtocol protocol) => JsonElement.Parse(Body(protocol, strict)).GetProperty("tools").GetRawText();
    }

    [Fact]
    public void A_check_of_tools_offers_its_own_and_no_other()
    {
        foreach (var protocol in Enum.GetValues<ChatProtocol>())
        {
            var body = Body(protocol, s_request with { Check = ChatCheck.Tool, Tools = [s_weather] });

            Assert.Contains(ChatRequests.Tool, body, StringComparison.Ordinal);
            Assert.DoesNotContain("weather", body, StringComparison.Ordinal);
        }
    }

    private static string Body(ChatProtocol protocol, ChatRequest request) => Encoding.UTF8.GetString(ChatRequests.Body(protocol, request).Span);
}
