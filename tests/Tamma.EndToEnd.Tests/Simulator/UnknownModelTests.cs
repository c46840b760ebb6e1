using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class UnknownModelTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("openai", "v1/chat/completions", 404, "model_not_found")]
    [InlineData("openai", "v1/responses", 404, "model_not_found")]
    [InlineData("openai", "v1/embeddings", 404, "model_not_found")]
    [InlineData("anthropic", "v1/messages", 404, "not_found_error")]
    [InlineData("gemini", "v1beta/models/gone:generateContent", 404, "NOT_FOUND")]
    [InlineData("ollama", "api/chat", 404, "model 'gone' not found")]
    [InlineData("ollama", "v1/chat/completions", 404, "model_not_found")]
    [InlineData("zai", "api/paas/v4/chat/completions", 400, "1211")]
    [InlineData("openrouter", "api/v1/chat/completions", 400, "gone is not a valid model ID")]
    [InlineData("copilot", "chat/completions", 400, "model_not_supported")]
    [InlineData("zen", "v1/chat/completions", 401, "ModelError")]
    [InlineData("mistral", "v1/chat/completions", 400, "invalid_model")]
    [InlineData("litellm", "v1/chat/completions", 400, "Invalid model name")]
    [InlineData("lmstudio", "v1/chat/completions", 400, "model_not_found")]
    public async Task It_is_refused_as_its_server_does(string protocol, string path, int status, string word)
    {
        var world = await simulator.ChatWorldAsync($"gone-{protocol}-{path.Length}", protocol);

        var reply = await simulator.PostAsync(
            $"{world}/{path}",
            $$$"""{"model":"gone","max_tokens":5,"input":"x","contents":[{"parts":[{"text":"x"}]}],{{{ChatWire.Say}}}}""",
            "anthropic-version: 2026-10-21");

        Assert.Equal((HttpStatusCode)status, reply.Status);
        Assert.Contains(word, reply.Body);
    }

    [Fact]
    public async Task Copilot_refuses_a_model_that_is_listed_and_switched_off()
    {
        var world = await simulator.ChatWorldAsync("off", "copilot");
        await simulator.Process.PatchModelAsync(world, "m2", """{"policy":"disabled"}""");

        var reply = await simulator.PostAsync($"{world}/chat/completions", $$"""{"model":"m2",{{ChatWire.Say}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("model_not_supported", reply.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("v1/messages", "x-api-key: k", 200)]
    [InlineData("v1/messages", "Authorization: Bearer k", 401)]
    [InlineData("v1/chat/completions", "Authorization: Bearer k", 200)]
    [InlineData("v1/chat/completions", "x-api-key: k", 401)]
    [InlineData("v1/models/m1:generateContent", "x-goog-api-key: k", 200)]
    [InlineData("v1/models/m1:generateContent", "Authorization: Bearer k", 401)]
    public async Task Zen_reads_one_header_for_each_family(string path, string header, int status)
    {
        var world = await simulator.ChatWorldAsync("family", "zen", ""","key":"k" """);

        var reply = await simulator.PostAsync($"{world}/{path}", $$$"""{"model":"m1","max_tokens":5,"contents":[{"parts":[{"text":"x"}]}],{{{ChatWire.Say}}}}""", header);

        Assert.Equal((HttpStatusCode)status, reply.Status);
    }

    [Fact]
    public async Task Openrouter_lists_without_a_key_and_does_not_chat_without_one()
    {
        var world = await simulator.ChatWorldAsync("open", "openrouter", ""","key":"k" """);

        var reply = await simulator.PostAsync($"{world}/api/v1/chat/completions", $$"""{"model":"m1",{{ChatWire.Say}}}""");

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal("No auth credentials found", reply.Json.GetProperty("error").GetProperty("message").GetString());
    }
}
