using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

public sealed class SynonymTests
{
    private static readonly SearchWorld s_world = SearchWorld.With(
        "anthropic/claude-opus-4-8 tool_call modalities.input=text,image modalities.output=text", "anthropic/claude-sonnet-5 tool_call", "openai/gpt-5.4-mini", "deepseek/deepseek-coder-v2", "mistral/magistral-medium reasoning", "meta/llama-4-scout");

    private static readonly SearchIndex s_index = s_world.Index();

    [Theory]
    [InlineData("claudeopus", "claude opus", SynonymReason.Split)]
    [InlineData("lla ma coder", "llama", SynonymReason.Joined)]
    [InlineData("maagiistrall", "magistral", SynonymReason.Spelling)]
    [InlineData("clau", "claude", SynonymReason.Longer)]
    [InlineData("opusmaximus", "opus", SynonymReason.Shorter)]
    public void A_word_that_nobody_has_gets_a_proposal_that_finds_somebody(string question, string phrase, SynonymReason why)
    {
        var proposals = Propose(question, 3);

        var proposal = proposals.First(one => one.Phrase == phrase);
        Assert.Equal((why, 3, 3), (proposal.Why, proposal.Asked, proposal.Answered));
        Assert.True(proposal.Finds > 0);
    }

    /// <summary>The whole loop: asked in vain, proposed, accepted, found.</summary>
    [Theory]
    [InlineData("claudeopus")]
    [InlineData("Claudeopus with tools")]
    [InlineData("sonnettox")]
    [InlineData("deepseekcoder")]
    [InlineData("opusmaximus")]
    public void An_accepted_proposal_makes_the_question_find_what_it_said(string question)
    {
        var best = Propose(question, 2)[0];
        var accepted = SearchSynonyms.Of([(best.Word, [best.Phrase])]);

        var asked = accepted.In(Asked(question), s_index, out var used);

        Assert.Equal(0, Searcher.Search(s_index, Asked(question) with { NearMisses = false }).Unmatched.Length - 1);
        Assert.Equal([new(best.Word, best.Phrase)], used);
        var hits = Searcher.Search(s_index, asked with { NearMisses = false });
        Assert.Equal((best.Finds, 0), (hits.Total, hits.Unmatched.Length));
        Assert.Empty(SynonymProposals.Of(Sums(question, 2), 2, accepted, s_index, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_would_find_nobody_is_not_proposed() => Assert.Empty(Propose("claudeopus with 9m context", 3));

    [Fact]
    public void What_was_asked_too_seldom_is_not_proposed_for() => Assert.Empty(SynonymProposals.Of(Sums("claudeopus", 1), 2, SearchSynonyms.None, s_index, TestContext.Current.CancellationToken));

    [Fact]
    public void A_rare_form_is_no_example_of_a_word_that_is_asked_often()
    {
        var forms = (string[])["claudeopus with tools", "claudeopus with vision"];
        var sums = new AskedSums([.. forms.SelectMany(form => Sums(form, 1).Forms)], 0);

        Assert.All(SynonymProposals.Of(sums, 2, SearchSynonyms.None, s_index, TestContext.Current.CancellationToken), one => Assert.Equal("claudeopus | all", one.Example.ToString()));
        Assert.NotEmpty(SynonymProposals.Of(sums, 2, SearchSynonyms.None, s_index, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_word_that_the_catalogue_has_learned_is_not_proposed_for() =>
        Assert.Empty(SynonymProposals.Of(Sums("claudeopus", 3), 2, SearchSynonyms.None, s_world.Add("x/claudeopus").Index(), TestContext.Current.CancellationToken));

    [Fact]
    public void What_would_answer_most_comes_first()
    {
        var sums = new AskedSums([.. Sums("sonnettox", 2).Forms, .. Sums("claudeopus", 9).Forms], 0);

        var proposals = SynonymProposals.Of(sums, 2, SearchSynonyms.None, s_index, TestContext.Current.CancellationToken);

        Assert.Equal("claudeopus", proposals[0].Word);
        Assert.Equal(proposals.Select(one => one.Answered).OrderDescending(), proposals.Select(one => one.Answered));
    }

    [Fact]
    public void The_first_phrase_whose_words_the_catalogue_has_is_read()
    {
        var synonyms = SearchSynonyms.Of([("house", ["falcon nine", "claude opus"]), ("looker", ["with vision"])]);

        Assert.Equal("claude opus 4.8, with vision!", synonyms.In(new("House 4.8, looker!"), s_index, out var used).Text);
        Assert.Equal([new("house", "claude opus"), new("looker", "with vision")], used);
        Assert.Equal(["anthropic/claude-opus-4-8"], SearchWorld.Keys(Searcher.Search(s_index, synonyms.In(Asked("looker"), s_index, out _) with { NearMisses = false })));
    }

    [Fact]
    public void Text_that_is_to_be_taken_as_it_is_stays_as_it_is()
    {
        var synonyms = SearchSynonyms.Of([("house", ["claude"])]);
        var asText = new SearchRequest("house") { ReadWords = false };
        var other = new SearchRequest("houses");

        Assert.Same(asText, synonyms.In(asText, s_index, out _));
        Assert.Same(other, synonyms.In(other, s_index, out _));
        Assert.Equal("nobody is called so", SearchSynonyms.Of([("nobody", ["nobodyiscalledso"])]).In(new("nobody is called so"), s_index, out _).Text);
    }

    [Theory]
    [InlineData("Häuser", "hauser")]
    [InlineData("two words", null)]
    [InlineData("gpt5", null)]
    [InlineData("", null)]
    public void A_synonym_is_for_one_word_as_search_cuts_them(string text, string? word) => Assert.Equal(word, SearchSynonyms.WordOf(text));

    private static IReadOnlyList<SynonymProposal> Propose(string question, int asked) =>
        SynonymProposals.Of(Sums(question, asked), 2, SearchSynonyms.None, s_index, TestContext.Current.CancellationToken);

    private static SearchRequest Asked(string question) => new(question + " ") { Scope = ModelScope.All };

    private static AskedSums Sums(string question, int times)
    {
        var asked = Asked(question);
        var hits = Searcher.Search(s_index, asked);
        var counts = new AskedCounts();
        for (var i = 0; i < times; i++)
        {
            counts.Add(hits.Total, false, TimeSpan.Zero, hits.Unmatched);
        }

        return new([(AskedForm.Of(asked, hits.Reading, hits.Unmatched), counts)], 0);
    }
}
