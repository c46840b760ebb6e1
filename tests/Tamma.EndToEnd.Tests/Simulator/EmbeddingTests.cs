using System.Runtime.InteropServices;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class EmbeddingTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("openai", "v1/embeddings")]
    [InlineData("zai", "api/paas/v4/embeddings")]
    [InlineData("openrouter", "api/v1/embeddings")]
    [InlineData("copilot", "embeddings")]
    [InlineData("mistral", "v1/embeddings")]
    public async Task Texts_with_words_in_common_are_near_each_other(string protocol, string path)
    {
        var world = await simulator.ChatWorldAsync($"near-{protocol}", protocol);

        var reply = (await simulator.PostAsync($"{world}/{path}", """{"model":"m2","input":["the old river bridge","an old river bridge","seven green paper ships"]}""")).Json;

        var vectors = reply.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("embedding").EnumerateArray().Select(value => value.GetSingle()).ToArray()).ToList();
        Assert.All(vectors, vector => Assert.Equal(1, Dot(vector, vector), 0.001));
        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]) + 0.3);
        Assert.Equal(12, reply.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task Base64_holds_the_same_numbers()
    {
        var world = await simulator.ChatWorldAsync("base64", "openai");

        var plain = (await simulator.PostAsync($"{world}/v1/embeddings", """{"model":"m2","input":"a river","dimensions":7}""")).Json;
        var coded = (await simulator.PostAsync($"{world}/v1/embeddings", """{"model":"m2","input":"a river","dimensions":7,"encoding_format":"base64"}""")).Json;

        var bytes = coded.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(
            plain.GetProperty("data")[0].GetProperty("embedding").EnumerateArray().Select(value => value.GetSingle()),
            MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Fact]
    public async Task Ollama_and_gemini_have_forms_of_their_own()
    {
        var ollama = await simulator.ChatWorldAsync("own-ollama", "ollama");
        var gemini = await simulator.ChatWorldAsync("own-gemini", "gemini");

        var embed = (await simulator.PostAsync($"{ollama}/api/embed", """{"model":"m2","input":["a","b c"],"dimensions":5}""")).Json;
        var one = (await simulator.PostAsync($"{gemini}/v1beta/models/m2:embedContent", """{"content":{"parts":[{"text":"a"}]},"outputDimensionality":5}""")).Json;
        var many = (await simulator.PostAsync($"{gemini}/v1beta/models/m2:batchEmbedContents", """{"requests":[{"content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]}}]}""")).Json;

        Assert.Equal(2, embed.GetProperty("embeddings").GetArrayLength());
        Assert.Equal(3, embed.GetProperty("prompt_eval_count").GetInt32());
        Assert.Equal(5, one.GetProperty("embedding").GetProperty("values").GetArrayLength());
        Assert.Equal(2, many.GetProperty("embeddings").GetArrayLength());
    }

    private static double Dot(float[] one, float[] other) => one.Zip(other).Sum(pair => (double)pair.First * pair.Second);
}
