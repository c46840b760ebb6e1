using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Providers.Chat;

public sealed class ChatRequestTests
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ChatRequest s_request = new() { Model = "m", Prompt = "Hi" };

    [Theory]
    [InlineData(ChatProtocol.OpenAi, """{"model":"m","messages":[{"role":"user","content":"Hi"}],"max_tokens":1,"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData(ChatProtocol.Responses, """{"model":"m","input":[{"role":"user","content":"Hi"}],"max_output_tokens":16,"stream":true,"store":false}""")]
    [InlineData(ChatProtocol.Anthropic, """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"Hi"}],"stream":true}""")]
    [InlineData(ChatProtocol.Gemini, """{"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"generationConfig":{"maxOutputTokens":1}}""")]
    [InlineData(ChatProtocol.Ollama, """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"options":{"num_predict":1}}""")]
    public void The_smallest_request(ChatProtocol protocol, string body) => Assert.Equal(body, Body(protocol, s_request));

    [Fact]
    public void OpenAi_itself_wants_another_word_more_tokens_and_no_padding() => Assert.Equal(
        """{"model":"m","messages":[{"role":"user","content":"Hi"}],"max_completion_tokens":16,"stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}}""",
        Body(ChatProtocol.OpenAi, s_request, ChatDialect.OpenAi));

    [Fact]
    public void Zai_is_told_not_to_think_and_has_no_stream_options() => Assert.Equal(
        """{"model":"m","messages":[{"role":"user","content":"Hi"}],"max_tokens":1,"stream":true,"thinking":{"type":"disabled"}}""",
        Body(ChatProtocol.OpenAi, s_request, ChatDialect.Zai));

    [Fact]
    public void What_does_not_stream_has_no_stream_options() =>
        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"Hi"}],"max_tokens":5,"stream":false,"seed":3}""", Body(ChatProtocol.OpenAi, s_request with { Stream = false, MaxTokens = 5, Seed = 3 }));

    [Theory]
    [InlineData(ChatCheck.Tool, "give_answer")]
    [InlineData(ChatCheck.Schema, "answer")]
    [InlineData(ChatCheck.Image, ChatRequests.Pixel)]
    public void Each_check_is_in_each_protocol_and_no_temperature_ever(ChatCheck check, string sign)
    {
        foreach (var protocol in Enum.GetValues<ChatProtocol>())
        {
            using var body = JsonDocument.Parse(Body(protocol, s_request with { Check = check }));

            var text = JsonSerializer.Serialize(body, s_plain);
            Assert.Contains(sign, text, StringComparison.Ordinal);
            Assert.DoesNotContain("temperature", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ChatProtocol.OpenAi, "m", true, "chat/completions")]
    [InlineData(ChatProtocol.Responses, "m", true, "responses")]
    [InlineData(ChatProtocol.Anthropic, "m", true, "v1/messages")]
    [InlineData(ChatProtocol.Gemini, "gemini-3-flash", true, "v1beta/models/gemini-3-flash:streamGenerateContent?alt=sse")]
    [InlineData(ChatProtocol.Gemini, "models/gemini-3-flash", false, "v1beta/models/gemini-3-flash:generateContent")]
    [InlineData(ChatProtocol.Gemini, "tunedModels/x", false, "v1beta/tunedModels/x:generateContent")]
    [InlineData(ChatProtocol.Gemini, "../a/b?c#d", false, "v1beta/models/..%2Fa%2Fb%3Fc%23d:generateContent")]
    [InlineData(ChatProtocol.Ollama, "m", true, "api/chat")]
    public void The_path_of_each(ChatProtocol protocol, string model, bool stream, string path) => Assert.Equal(path, ChatRequests.Path(protocol, model, stream));

    [Fact]
    public void Zens_path_for_Gemini_has_another_version() =>
        Assert.Equal("v1/models/m:generateContent", ChatRequests.Path(ChatProtocol.Gemini, "m", stream: false, new() { GeminiVersion = "v1" }));

    [Fact]
    public void Only_Anthropic_has_a_version_header()
    {
        Assert.Equal("2026-10-21", ChatRequests.Headers(ChatProtocol.Anthropic, new() { AnthropicVersion = "2026-10-21" })["anthropic-version"]);
        Assert.Empty(ChatRequests.Headers(ChatProtocol.OpenAi));
    }

    [Fact]
    public void The_picture_is_a_whole_PNG_of_one_pixel()
    {
        var png = Convert.FromBase64String(ChatRequests.Pixel);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], png[..8]);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1], png[16..24]);
        var ends = 0;
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(Crc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            ends += png.AsSpan(at + 4, 4).SequenceEqual("IEND"u8) ? 1 : 0;
            at += length + 12;
        }

        Assert.Equal(1, ends);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var next in bytes)
        {
            crc ^= next;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }

    private static string Body(ChatProtocol protocol, ChatRequest request, ChatDialect? dialect = null) =>
        Encoding.UTF8.GetString(ChatRequests.Body(protocol, request, dialect).Span);
}
