using System.Text;
using System.Text.Json;
using CsCheck;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Embeddings;

/// <summary>Answers of embedding servers, and whatever else may come: kept inputs are under <c>fuzz/corpus/embeddings</c>.</summary>
public sealed class EmbeddingAnswersTests
{
    private const int Damages = 20_000;

    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "embeddings");

    [Theory]
    [InlineData("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,-0.5]},{"object":"embedding","index":1,"embedding":[0,2e-3]}],"model":"m","usage":{"prompt_tokens":2}}""")]
    [InlineData("""{"data":[{"index":0,"embedding":"AACAPwAAAL8="},{"index":1,"embedding":"AAAAAG8SAzs="}]}""")]
    [InlineData("""{"data":[{"embedding":[1,-0.5]},{"embedding":[0,0.002]}],"more":{"x":[]}}""")]
    public void Numbers_and_base64_are_read_with_an_index_and_without(string body)
    {
        var vectors = Read(body, 2);

        Assert.Equal([1, -0.5f], vectors[0]);
        Assert.Equal([0, 0.002f], vectors[1]);
    }

    [Theory]
    [InlineData("""{"data":[{"index":1,"embedding":[1]},{"index":0,"embedding":[2]}]}""", "in another order")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[2]}]}""", "in another order")]
    [InlineData("""{"data":[null,{"index":1,"embedding":[2]}]}""", "in another order")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]}]}""", "1 embeddings for 2 texts")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[null]}]}""", "no list of numbers")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":"not base64"}]}""", "no list of numbers")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":"AAA="}]}""", "no list of numbers")]
    [InlineData("""{"data":[{"embedding":[1]},{}]}""", "no list of numbers")]
    [InlineData("""{"data":{}}""", "not the JSON of embeddings")]
    [InlineData("""{"data":[{"index":0,"embedding":[NaN]}]}""", "not the JSON of embeddings")]
    [InlineData("""{}""", "no list of embeddings")]
    [InlineData("null", "is empty")]
    [InlineData("<html>", "not the JSON of embeddings")]
    [InlineData("""{"error":{"message":"sk-secret-0001","code":"model_not_found"}}""", "model_not_found")]
    public void What_is_no_whole_answer_in_order_is_refused(string body, string why)
    {
        var fault = Assert.Throws<ProviderException>(() => Read(body, 2));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kept_input_is_vectors_or_a_fault()
    {
        var files = Directory.EnumerateFiles(s_folder).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Check(File.ReadAllBytes(file), 2));
    }

    [Fact]
    public void So_is_each_damaged_one()
    {
        byte[][] seeds = [.. Directory.EnumerateFiles(s_folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9_999], Gen.Byte).Array[0, 5]).Sample(
            (seed, damages) => Check(damages.Aggregate(seeds[seed], (bytes, damage) => Damaged(bytes, damage.Item1, damage.Item2, damage.Item3)), 2),
            iter: Damages);
    }

    private static byte[] Damaged(byte[] bytes, int kind, int at, byte with) => bytes.Length == 0 ? [with] : kind switch
    {
        0 => bytes[..(at % bytes.Length)],
        1 => [.. bytes[..(at % bytes.Length)], with, .. bytes[(at % bytes.Length)..]],
        2 => [.. bytes[..(at % bytes.Length)], .. bytes[((at % bytes.Length) + 1)..]],
        _ => [.. bytes[..(at % bytes.Length)], with, .. bytes[((at % bytes.Length) + 1)..]],
    };

    private static void Check(byte[] body, int count)
    {
        try
        {
            Assert.Equal(count, EmbeddingAnswers.Read(body, count, ConnectionAccess.None).Length);
        }
        catch (ProviderException ex)
        {
            Assert.True(ex.InnerException is null or JsonException, ex.ToString());
        }
    }

    private static float[][] Read(string body, int count) => EmbeddingAnswers.Read(Encoding.UTF8.GetBytes(body), count, ConnectionAccess.None);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
