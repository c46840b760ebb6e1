using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

/// <summary>Real and odd questions under <c>fuzz/corpus/queries</c>, whole and damaged: each has a bounded form whose filter reads back, and may be looked through for proposals.</summary>
public sealed class AskedFormFuzzTests
{
    private const int Dice = 17;
    private const int Damages = 10;
    private const int LongestForm = 1_200;

    private static readonly SearchIndex s_index = SearchWorld.With("openai/gpt-4o name=GPT-4o cost.input=2.5 cost.output=10 modalities.input=text,image", "anthropic/claude-opus-4-8 limit.context=1000000", "mistral/mistral-small-2506 tool_call").Index();

    [Fact]
    public void Every_question_has_a_form_that_can_be_asked_again()
    {
        var dice = new Random(Dice);
        string[] questions = [.. QueryFuzzTests.Questions().Where(question => question.Length > 0)];
        foreach (var question in questions)
        {
            Check(question);
            for (var i = 0; i < Damages; i++)
            {
                Check(QueryFuzzTests.Damaged(question, questions[dice.Next(questions.Length)], dice));
            }
        }
    }

    private static void Check(string question)
    {
        var asked = new SearchRequest(question) { Scope = ModelScope.All, Today = SearchWorld.Today };
        var hits = Searcher.Search(s_index, asked);
        var form = AskedForm.Of(asked, hits.Reading, hits.Unmatched);

        Assert.True(form.ToString().Length <= LongestForm, form.ToString());
        Assert.True(!PersonalText.Is(question) || form == AskedForm.Withheld);
        Assert.Null(FilterParser.Parse(form.Filter, ModelFields.Vocabulary).Error);
        Assert.All(form.Text, letter => Assert.False(char.IsControl(letter) || char.IsUpper(letter)));
        var counts = new AskedCounts();
        counts.Add(hits.Total, false, TimeSpan.Zero, form.IsSum ? ImmutableArray<string>.Empty : hits.Unmatched);
        Assert.All(
            SynonymProposals.Of(new([(form, counts)], 0), 1, SearchSynonyms.None, s_index, TestContext.Current.CancellationToken),
            proposal => Assert.True(proposal.Finds > 0 && proposal.Phrase != proposal.Word));
    }
}
