using System.Runtime.CompilerServices;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>
/// Real and odd questions under <c>fuzz/corpus/queries</c>, whole and damaged: each gets an answer, and each condition quotes the
/// words that gave it. Questions that broke the reader once stay there.
/// </summary>
public sealed class QueryFuzzTests
{
    private const int Dice = 11;
    private const int Damages = 40;
    private const string Odd = " -./:<>=$,0159kmbgKBé\u0301🤖|\"'()";

    private static readonly SearchIndex s_index = SearchWorld.With(
        "openai/gpt-4o name=GPT-4o cost.input=2.5 cost.output=10 modalities.input=text,image modalities.output=text", "openai/gpt-5.4-mini tool_call reasoning release_date=2026-03-01",
        "anthropic/claude-opus-4-8 limit.context=1000000", "moonshotai/kimi-k2-thinking open_weights", "azure/gpt-5", "github-copilot/claude-sonnet-4.5", "mistral/mistral-small-2506 status=deprecated",
        "openrouter/qwen/qwen3-coder-30b:free cost.input=0 cost.output=0 open_weights", "openai/text-embedding-3-small").Index();

    [Fact]
    public void Every_question_gets_an_answer_that_quotes_it()
    {
        foreach (var question in Questions())
        {
            Check(question);
        }
    }

    [Fact]
    public void So_does_every_damaged_question()
    {
        var dice = new Random(Dice);
        string[] questions = [.. Questions().Where(question => question.Length > 0)];
        foreach (var question in questions)
        {
            for (var i = 0; i < Damages; i++)
            {
                Check(Damaged(question, questions[dice.Next(questions.Length)], dice));
            }
        }
    }

    private static void Check(string question)
    {
        var hits = Searcher.Search(s_index, new(question) { Scope = Tamma.Catalog.ModelScope.All, Today = SearchWorld.Today, Explain = true });

        Assert.All(hits.Reading.Constraints, one => Assert.Contains(one.Words, question, StringComparison.Ordinal));
        Assert.True(hits.Total <= s_index.Models.Length);
        Assert.Equal(hits.Rows.Length, hits.Rows.Select(row => row.Model.Key).Distinct().Count());
        Assert.All(hits.Rows, row => Assert.True(double.IsFinite(row.Score)));
    }

    internal static string Damaged(string question, string other, Random dice)
    {
        var at = dice.Next(question.Length);
        return dice.Next(5) switch
        {
            0 => question[..at],
            1 => question.Insert(at, Odd[dice.Next(Odd.Length)].ToString()),
            2 => question.Remove(at, 1),
            3 => $"{question[..at]}{other[dice.Next(other.Length)..]}",
            _ => $"{question} {other}",
        };
    }

    internal static IEnumerable<string> Questions() => Directory.EnumerateFiles(Folder(), "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines);

    internal static string Folder([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Tamma.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Not built inside the repository.");
        }

        return Path.Combine(folder.FullName, "fuzz", "corpus", "queries");
    }
}
