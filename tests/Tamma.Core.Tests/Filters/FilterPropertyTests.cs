using CsCheck;
using Tamma.Filters;
using Xunit;

namespace Tamma.Core.Tests.Filters;

public sealed class FilterPropertyTests
{
    [Fact]
    public void What_is_printed_reads_back_as_the_same_tree() =>
        AnyFilter.Tree.Sample(tree =>
        {
            var parse = FilterParser.Parse(tree.ToString(), Asked.Vocabulary);
            Assert.True(parse.Error is null, $"{tree}: {parse.Error}");
            Assert.Equal(tree, parse.Expression);
            Assert.Equal(tree.GetHashCode(), parse.Expression!.GetHashCode());
            Assert.Equal(tree, FilterParser.Parse(FilterPrinter.Print(tree, useShort: true), Asked.Vocabulary).Expression);
        });

    [Fact]
    public void A_row_is_judged_as_a_naive_reading_judges_it()
    {
        var seen = new int[3];
        Gen.Select(AnyFilter.Tree, AnyFilter.Row).Sample(
            (tree, row) =>
            {
                var truth = Asked.Ask(tree, row);
                Assert.Equal(NaiveFilter.Holds(tree, row) switch { true => FilterTruth.Yes, false => FilterTruth.No, null => FilterTruth.Unknown }, truth);
                Interlocked.Increment(ref seen[(int)truth]);
            },
            iter: 5_000);
        Assert.All(seen, count => Assert.InRange(count, 250, 5_000));
    }

    [Fact]
    public void Not_turns_and_into_or_and_twice_is_nothing() =>
        Gen.Select(AnyFilter.Tree, AnyFilter.Tree, AnyFilter.Row).Sample((a, b, row) =>
        {
            FilterTruth Ask(FilterExpression tree) => Asked.Ask(tree, row);
            static FilterExpression Not(FilterExpression tree) => FilterExpression.Negate(tree);

            Assert.Equal(Ask(Not(FilterExpression.All(a, b))), Ask(FilterExpression.Any(Not(a), Not(b))));
            Assert.Equal(Ask(Not(FilterExpression.Any(a, b))), Ask(FilterExpression.All(Not(a), Not(b))));
            Assert.Equal(a, Not(Not(a)));
            Assert.Equal(Ask(a).Not(), Ask(Not(a)));
            Assert.Equal(Ask(a).And(Ask(b)), Ask(FilterExpression.All(a, b)));
            Assert.Equal(Ask(a).Or(Ask(b)), Ask(FilterExpression.Any(b, a)));
        });

    [Fact]
    public void Pushing_not_down_changes_no_answer_and_leaves_it_on_conditions_only() =>
        Gen.Select(AnyFilter.Tree, AnyFilter.Row).Sample(
            (tree, row) =>
            {
                var pushed = tree.PushDown();
                Assert.Equal(Asked.Ask(tree, row), Asked.Ask(pushed, row));
                Check(pushed);
            },
            iter: 5_000);

    [Theory]
    [InlineData("not context<1", "context>=1")]
    [InlineData("not context<=1", "context>1")]
    [InlineData("not released>2025-06", "released<=2025-06")]
    [InlineData("not released>=2025", "released<2025")]
    [InlineData("not (tools and (context<1 or vision) and context != 2)", "not tools or (context>=1 and not vision) or context = 2")]
    [InlineData("not context in 1..2", "context not in 1..2")]
    [InlineData("()", "")]
    [InlineData("not ()", "not ()")]
    public void Pushed_down_it_is(string text, string pushed) => Assert.Equal(Asked.Read(pushed), Asked.Read(text).PushDown());

    [Fact]
    public void No_tree_holds_an_and_in_an_and_or_a_part_alone()
    {
        var (a, b, c) = (Asked.Read("tools"), Asked.Read("vision"), Asked.Read("deprecated"));
        Assert.Equal(3, ((FilterExpression.And)FilterExpression.All(a, FilterExpression.All(b, c))).Parts.Length);
        Assert.Equal(3, ((FilterExpression.Or)FilterExpression.Any(FilterExpression.Any(a, b), c)).Parts.Length);
        Assert.Equal(a, FilterExpression.All(FilterExpression.Everything, a));
        Assert.Equal(FilterExpression.Everything, FilterExpression.All());
        Assert.Throws<ArgumentException>(() => FilterExpression.Any());
    }

    private static void Check(FilterExpression tree)
    {
        switch (tree)
        {
            case FilterExpression.And { Parts: var parts }:
                Assert.All(parts, Check);
                break;
            case FilterExpression.Or { Parts: var parts }:
                Assert.All(parts, Check);
                break;
            case FilterExpression.Not(var inner):
                Assert.True(inner is { Subject: not null } or FilterExpression.And { Parts: [] }, tree.ToString());
                break;
            default:
                break;
        }
    }
}
