using Tamma.Search;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Tamma.Search.Names;
using Tamma.Search.Reading;
using Tamma.Search.Vectors;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>The list of what models are for.</summary>
public sealed class GlossaryTests
{
    private static readonly (string Axis, string[] Words)[] s_lines = [.. Tamma.Search.Index.Data.Lines("glossary.txt").Select(line =>
        (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.LastIndexOf(" : ", StringComparison.Ordinal) + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private static readonly string[] s_words = [.. s_lines.SelectMany(line => line.Words).Distinct()];

    [Fact]
    public void Each_axis_is_there_once_with_its_words()
    {
        Assert.Equal(s_lines.Select(line => line.Axis), Glossary.Standard.Axes.Select(axis => axis.Name));
        Assert.Equal(s_lines.Length, s_lines.DistinctBy(line => line.Axis).Count());
        Assert.All(s_lines, line => Assert.NotEmpty(line.Words));
        Assert.All(Glossary.Standard.Axes, axis => Assert.True(axis.Weight > 0));
        foreach (var (number, (_, words)) in s_lines.Index())
        {
            Assert.All(words, word => Assert.Contains(number, Glossary.Standard.Of(word)));
        }
    }

    [Fact]
    public void No_word_comes_twice_on_an_axis() =>
        Assert.Empty(s_lines.SelectMany(line => line.Words.CountBy(word => word).Where(pair => pair.Value > 1).Select(pair => $"{line.Axis}: {pair.Key}")));

    /// <summary>Else no question could have it.</summary>
    [Fact]
    public void Each_word_is_one_word_as_questions_are_read()
    {
        Assert.DoesNotContain(s_words, word => Fold.Text(word) != word || word.Any(char.IsUpper));
        Assert.DoesNotContain(s_words, word => QueryWord.Split(word) is not [var only] || only.Text != word);
    }

    [Fact]
    public void Each_axis_has_some_of_the_real_listings_and_not_all()
    {
        Corpus.Require("models-dev.json");
        var set = new ulong[Bits.Words(MeaningQuestions.Real.Models.Length)];
        foreach (var axis in Glossary.Standard.Axes)
        {
            FilterSets.Write(axis.Has, MeaningQuestions.Real.Coded, SearchWorld.Today, set);
            Assert.True(Bits.Count(set) > 0 && Bits.Count(set) < MeaningQuestions.Real.Models.Length, $"{axis.Name}: {Bits.Count(set)}");
        }
    }

    [Fact]
    public void A_word_of_it_is_not_taken_for_a_slip_of_another()
    {
        Corpus.Require("models-dev.json");
        List<string> corrected = [];
        foreach (var word in s_words.Concat(s_words.Where(word => word.Length > 3 && word[^1] != 's').Select(word => $"{word}s")))
        {
            foreach (var text in new[] { word, $"{word} ", $"something for {word} please", $"qwen {word}" })
            {
                corrected.AddRange(Searcher.Read(MeaningQuestions.Real, text, SearchWorld.Today).Terms.Where(term => term.Corrected is not null && term.Text == word).Select(term => $"{text}: {term}"));
            }
        }

        Assert.Empty(corrected);
    }

    [Theory]
    [InlineData("npc", "npcs")]
    [InlineData("asr", "asrs")]
    public void A_short_word_has_no_plural(string one, string many)
    {
        Assert.NotEmpty(Glossary.Standard.Of(one));
        Assert.Empty(Glossary.Standard.Of(many));
    }

    [Theory]
    [InlineData("contract", "contracts")]
    [InlineData("podcast", "podcasts")]
    [InlineData("wearable", "wearables")]
    [InlineData("companion", "companions")]
    public void Of_many_things_a_word_means_what_it_means_of_one(string one, string many)
    {
        Assert.NotEmpty(Glossary.Standard.Of(one));
        Assert.NotEmpty(Glossary.Standard.Of(many));
    }
}
