using Tamma.Filters;
using Xunit;
using static Tamma.Filters.FilterErrorKind;

namespace Tamma.Core.Tests.Filters;

public sealed class FilterErrorTests
{
    [Theory]
    [InlineData("tool_cal", UnknownField, 0, 8, "There is no field 'tool_cal'. Did you mean tool_call?")]
    [InlineData("tools and input<1", UnknownField, 10, 5, "There is no field 'input'. Did you mean cost.input or modalities.input?")]
    [InlineData("zzzzzz", UnknownField, 0, 6, "There is no field 'zzzzzz'.")]
    [InlineData("provider:openai", Syntax, 8, 7, "Write provider = openai; a ':' is part of a name.")]
    [InlineData("cost.input<abc", WrongType, 11, 3, "cost.input is a number (USD per million tokens); 'abc' is none. Write 0.5, 200k, 1M or $1.")]
    [InlineData("context>=200x", WrongType, 9, 4, "limit.context is a number (tokens); '200x' is none.")]
    [InlineData("context>=0.12345678901", WrongType, 9, 13, "is none")]
    [InlineData("context>=1.2.3", WrongType, 9, 5, "is none")]
    [InlineData("context>=9999999999t", WrongType, 9, 11, "is none")]
    [InlineData("cost.output", WrongType, 0, 11, "cost.output is a number and asks nothing alone. Write, for example, cost.output>=1 or cost.output 1..2.")]
    [InlineData("tools and provider", WrongType, 10, 8, "provider is a text and asks nothing alone.")]
    [InlineData("provider > openai", WrongType, 9, 1, "provider is a text, which knows no '>'.")]
    [InlineData("tools = maybe", WrongType, 8, 5, "tool_call is a flag; 'maybe' is none. Write yes or no.")]
    [InlineData("tools in (yes)", WrongType, 9, 2, "tool_call is a flag, which knows no 'in'.")]
    [InlineData("context = known", WrongType, 10, 5, "limit.context is a number (tokens); 'known' is none.")]
    [InlineData("released>=yesterday", WrongType, 10, 9, "release_date is a date; 'yesterday' is none. Write 2025, 2025-06, 2025-06-01, today or 30d ago.")]
    [InlineData("released>=2025-13", WrongType, 10, 7, "release_date is a date; '2025-13' is none.")]
    [InlineData("released>=30d", Syntax, 10, 3, "Before or after today? Write 30d ago or 30d from now.")]
    [InlineData("released>=101y ago", BadValue, 10, 4, "Count no further than 100.")]
    [InlineData("pricing_status = fre", BadValue, 17, 3, "pricing_status is never 'fre'. It is one of known, free, subscription.")]
    [InlineData("modalities.input has imagine", BadValue, 21, 7, "modalities.input is never 'imagine'.")]
    [InlineData("capability has visoin", BadValue, 15, 6, "capability is never 'visoin'.")]
    [InlineData("cost.input 2..1", BadValue, 14, 1, "Nothing is in this range: 2 is above 1.")]
    [InlineData("cost.input ..", Syntax, 11, 2, "A range has at least one end")]
    [InlineData("id ~ '(a'", BadValue, 8, 1, "This is no regular expression: Not enough )'s.")]
    [InlineData("id ~ \"a\"\"[\"", BadValue, 10, 1, "This is no regular expression: Unterminated [] set.")]
    [InlineData("id ~ '(?=a)b'", BadValue, 6, 7, "which is not supported")]
    [InlineData("id ~ '(a{50}){50}'", BadValue, 13, 5, "repeats too often")]
    [InlineData("context ~ 'x'", WrongType, 8, 1, "limit.context is a number (tokens), which knows no '~'.")]
    [InlineData("context starts with 1", WrongType, 8, 11, "which knows no 'starts with'")]
    [InlineData("context has 1", WrongType, 8, 3, "which knows no 'has'")]
    [InlineData("tags has (a, b)", Syntax, 9, 1, "Say whether it has 'any' or 'all' of them: tags has any (…).")]
    [InlineData("provider in openai", Syntax, 12, 6, "Write a list in parentheses behind 'in', as in provider in (one, two).")]
    [InlineData("context in 5", Syntax, 11, 1, "How does limit.context stand to 5? Write limit.context>=5, limit.context = 5, limit.context in 5.. or limit.context in (5).")]
    [InlineData("released 30d ago and tools", Syntax, 9, 7, "How does release_date stand to 30d ago?")]
    [InlineData("provider ..b", WrongType, 9, 2, "provider is a text, which knows no '..'.")]
    [InlineData("provider in (a b)", Syntax, 15, 1, "Write ',' or ')' before 'b'. A text of several words stands in quotes.")]
    [InlineData("provider in ()", Syntax, 13, 1, "Write a value for provider before ')'.")]
    [InlineData("provider in (a", Syntax, 12, 1, "This parenthesis is never closed.")]
    [InlineData("(tools", Syntax, 0, 1, "This parenthesis is never closed.")]
    [InlineData("tools)", Syntax, 5, 1, "This parenthesis was never opened.")]
    [InlineData("tools vision", Syntax, 6, 6, "Write 'and', 'or' or ',' before 'vision'.")]
    [InlineData("tools and", Syntax, 9, 0, "Something is missing at the end")]
    [InlineData("and tools", Syntax, 0, 3, "Name a field where 'and' stands")]
    [InlineData("tools or or vision", Syntax, 9, 2, "Name a field where 'or' stands")]
    [InlineData("provider = and tools", Syntax, 11, 3, "Write a value for provider before 'and'.")]
    [InlineData("provider =", Syntax, 10, 0, "Write a value for provider at the end.")]
    [InlineData("id = 'open", Syntax, 5, 5, "The quote ' is never closed.")]
    [InlineData("id = claude-*", Syntax, 12, 1, "There are no wildcards.")]
    [InlineData("id ^ x", Syntax, 3, 1, "'^' means nothing here.")]
    [InlineData("context \0", Syntax, 8, 1, "This character means nothing here.")]
    [InlineData("id not = x", Syntax, 7, 1, "After a field, 'not' goes with in, has")]
    [InlineData("id starts x", Syntax, 10, 1, "Write 'starts with'.")]
    [InlineData("changed cost.input", UnknownField, 0, 7, "There is no field 'changed'.")]
    [InlineData("changed()", Syntax, 8, 1, "Name a field in changed(…).")]
    public void A_mistake_has_its_place_and_says_what_to_write(string text, FilterErrorKind kind, int position, int length, string message)
    {
        var error = Asked.Refused(text);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((kind, position, length), (error.Kind, error.Position, error.Length));
    }

    [Fact]
    public void What_may_have_been_meant_is_suggested_best_first()
    {
        Assert.Equal(["tool_call"], Asked.Refused("toolcall").Suggestions);
        Assert.Equal(["provider"], Asked.Refused("provdier = x").Suggestions);
        Assert.Equal(["tags"], Asked.Refused("tgas has x").Suggestions);
        Assert.Equal(["vision"], Asked.Refused("capability has visoin").Suggestions);
        Assert.Equal(["known", "free", "subscription"], Asked.Refused("pricing_status = xyz").Suggestions);
    }

    [Fact]
    public void Changes_are_asked_of_changes_only()
    {
        var models = new FilterVocabulary(Asked.Fields);
        var error = FilterParser.Parse("tools and changed(cost.input)", models).Error!;
        Assert.Equal((WrongType, 10, 7), (error.Kind, error.Position, error.Length));
    }

    [Fact]
    public void A_filter_that_is_too_much_is_refused_at_the_place_where_it_becomes_so()
    {
        var deep = new string('(', 64);
        Asked.Read($"{deep}tools{new string(')', 64)}");
        Check(TooMuch, 64, Asked.Refused($"({deep}tools"));
        Check(TooMuch, 64 * 4, Asked.Refused($"{string.Concat(Enumerable.Repeat("not ", 65))}tools"));

        var many = string.Concat(Enumerable.Repeat("tools,", 255));
        Asked.Read($"{many}tools");
        Check(TooMuch, 256 * 6, Asked.Refused($"{many}tools,tools"));
        Check(TooMuch, 12 + (256 * 2), Asked.Refused($"provider in({string.Concat(Enumerable.Repeat("a,", 257))}a)"));

        Asked.Read($"id = {new string('x', 4_091)}");
        Check(TooMuch, 4_096, Asked.Refused($"id = {new string('x', 4_092)}"));
        Check(TooMuch, 6 + FilterPattern.Longest, Asked.Refused($"id ~ '{new string('x', 257)}'"));

        static void Check(FilterErrorKind kind, int position, FilterError error) => Assert.Equal((kind, position), (error.Kind, error.Position));
    }

    [Fact]
    public void A_message_never_repeats_more_than_a_little_of_the_text()
    {
        var error = Asked.Refused($"{new string('x', 3_000)} and tools");
        Assert.True(error.Message.Length < 200, error.Message);
    }

    [Fact]
    public void A_terminal_sees_the_place_under_the_text()
    {
        const string Text = "tools and context>=lots";
        Assert.Equal("tools and context>=lots\n                   ^^^^", Asked.Refused(Text).Point(Text));

        const string Open = "tools and\t";
        Assert.Equal("tools and \n          ^", Asked.Refused(Open).Point(Open));

        var wide = $"{string.Concat(Enumerable.Repeat("tools and ", 30))}oops{string.Concat(Enumerable.Repeat(" and tools", 30))}";
        var lines = Asked.Refused(wide).Point(wide).Split('\n');
        Assert.Equal(100, lines[0].Length);
        Assert.Equal("oops", lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)..][..4]);
    }
}
