using Xunit;

namespace Tamma.Core.Tests.Providers;

public sealed class IdPatternsTests
{
    private const string Answer = """{"data":[{"id":"gpt-5"},{"id":"GPT-5-mini"},{"id":"dall-e-3"},{"id":"org/gpt-x"}]}""";

    [Theory]
    [InlineData("", "", "GPT-5-mini dall-e-3 gpt-5 org/gpt-x")]
    [InlineData("gpt-*", "", "GPT-5-mini gpt-5")]
    [InlineData("", "*mini", "dall-e-3 gpt-5 org/gpt-x")]
    [InlineData("gpt-*,org/*", "*-mini,*x", "gpt-5")]
    [InlineData("gpt-?", "", "gpt-5")]
    public async Task What_is_left_out_is_stronger_than_what_is_kept_and_is_counted(string include, string exclude, string kept)
    {
        var connection = Connections.OpenAi() with { Include = [.. Words(include)], Exclude = [.. Words(exclude)] };

        var listing = await new CannedServer().Answers(Answer).CompleteAsync(connection);

        Assert.Equal(kept, string.Join(' ', listing.Claims.Select(claim => claim.Key.Id)));
        Assert.Equal(4 - listing.Claims.Length, listing.Rules.GetValueOrDefault("left_out_by_pattern"));
    }

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
