using System.Text;
using CsCheck;
using Tamma.Load.Watching;
using Xunit;

namespace Tamma.Load.Tests.Watching;

public sealed class RuntimeWatchTests
{
    private const string Row = """{"name":"qwen3:latest","model":"qwen3:latest","size":6654289920,"digest":"c6","details":{},"expires_at":"2026-01-01T00:00:00Z","size_vram":4000000000,"context_length":4096}""";

    [Theory]
    [InlineData("qwen3")]
    [InlineData("qwen3:latest")]
    public void A_model_in_memory_is_found_with_and_without_its_tag(string model) =>
        Assert.Equal(new Loaded(true, 6_654_289_920, 4_000_000_000, 4_096), Read($$"""{"models":[{"name":"other"},{{Row}}]}""", model));

    [Theory]
    [InlineData("""{"models":[]}""")]
    [InlineData($$"""{"models":[{{Row}}]}""")]
    public void A_model_that_is_not_listed_is_not_in_memory(string body) => Assert.Equal(new Loaded(false, null, null, null), Read(body, "qwen3:8b"));

    [Fact]
    public void What_is_not_said_is_unknown_and_not_zero() =>
        Assert.Equal(new Loaded(true, null, null, null), Read("""{"models":[{"model":"m","size":"big","size_vram":-1,"context_length":99999999999}]}""", "m"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"models":{}}""")]
    [InlineData("Ollama is running")]
    public void What_cannot_be_read_says_nothing(string body) => Assert.Null(Read(body, "m"));

    [Fact]
    public void Sizes_are_of_afterwards_or_else_of_before()
    {
        var (there, gone) = (new Loaded(true, 10, 5, 7), new Loaded(false, null, null, null));

        Assert.Null(RuntimeWatch.Of(null, null));
        Assert.Equal(new() { LoadedBefore = false, LoadedAfter = true, SizeBytes = 10, VramBytes = 5, Context = 7 }, RuntimeWatch.Of(gone, there));
        Assert.Equal(new() { LoadedBefore = true, LoadedAfter = false, SizeBytes = 10, VramBytes = 5, Context = 7 }, RuntimeWatch.Of(there, gone));
        Assert.Equal(new() { LoadedAfter = true, SizeBytes = 10, VramBytes = 5, Context = 7 }, RuntimeWatch.Of(null, there));
    }

    [Fact]
    public void Any_bytes_are_read_or_say_nothing() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.Select(Gen.Int[0, 240], Gen.Byte).Select(damage =>
        {
            var whole = Encoding.UTF8.GetBytes($$"""{"models":[{{Row}}]}""");
            whole[damage.Item1 % whole.Length] = damage.Item2;
            return whole;
        })).Sample(
            body => Assert.True(RuntimeWatch.Read(body, "qwen3") is null or { IsThere: false, Size: null } or { IsThere: true, Size: null or >= 0 }),
            iter: 20_000);

    private static Loaded? Read(string body, string model) => RuntimeWatch.Read(Encoding.UTF8.GetBytes(body), model);
}
