using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

/// <summary>What real listings cost to embed. 5,276 of them were 2,803 texts of 83 letters on average when this was written.</summary>
public sealed class RealTextsTests
{
    private static readonly Lazy<SearchIndex> s_index = new(() => SearchIndex.Build(JudgedSnapshot.Read(_ => true)));

    public RealTextsTests() => Corpus.Require("queries-dev.jsonl");

    [Fact]
    public void Listings_of_the_same_model_are_few_texts()
    {
        var texts = s_index.Value.Models.Select(EmbeddingText.Of).ToList();

        Assert.InRange(texts.Distinct(StringComparer.Ordinal).Count() / (double)texts.Count, 0.1, 0.6);
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 1_000));
    }
}
