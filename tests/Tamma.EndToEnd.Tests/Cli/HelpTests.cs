using System.Text;
using Tamma.Server.Tests;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class HelpTests
{
    private static readonly string[] s_verbs =
    [
        "serve", "demo", "doctor", "refresh", "search", "compare", "similar", "searches", "models", "show", "why", "conflicts", "resolve", "changes", "check", "export", "diff", "price", "verify", "bench",
        "providers", "providers list", "providers add", "providers test", "providers enable", "providers disable", "providers remove", "sources",
        "review", "review list", "review show", "review accept", "review reject",
        "subscriptions", "subscriptions list", "subscriptions add", "subscriptions change", "subscriptions show", "subscriptions pause", "subscriptions resume", "subscriptions test", "subscriptions rotate", "subscriptions deliveries", "subscriptions replay", "subscriptions remove", "subscriptions status",
        "override", "override set", "override list", "override end", "override rollback", "override undo", "hide", "unhide", "tag",
        "operator", "operator export", "operator import", "backup", "restore", "keys", "keys reset",
    ];

    public static TheoryData<string> Verbs => [.. s_verbs];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Each_verbs_help_has_an_example_of_that_verb(string verb)
    {
        using var tamma = new TammaProcess();

        var outcome = await tamma.RunAsync([.. verb.Split(' '), "--help"]);

        var example = outcome.Out.Split('\n').SkipWhile(line => !line.StartsWith("Example", StringComparison.Ordinal)).Skip(1).FirstOrDefault();
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith($"  tamma {verb.Split(' ')[0]}", example, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_every_verb_is_on_record()
    {
        using var tamma = new TammaProcess();
        var text = new StringBuilder();
        foreach (var verb in s_verbs.Prepend(""))
        {
            var outcome = await tamma.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            text.Append("$ tamma ").Append(verb).Append(verb.Length > 0 ? " " : "").Append("--help\n").Append(outcome.Out.TrimEnd()).Append("\n\n");
        }

        await Snapshot.MatchAsync("docs/contract/cli-help.txt", text.ToString());
    }

    [Fact]
    public async Task No_verb_is_missing_from_this_list()
    {
        using var tamma = new TammaProcess();

        var outcome = await tamma.RunAsync();

        var verbs = outcome.Out.Split('\n').SkipWhile(line => line is not "Commands:").Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(s_verbs.Where(verb => !verb.Contains(' ', StringComparison.Ordinal)), verbs);
    }

    [Theory]
    [InlineData("modles")]
    [InlineData("models", "--min-context", "much")]
    [InlineData("models", "--limit", "0")]
    [InlineData("review", "accept", "the-first")]
    [InlineData("show", "openai/gpt-5", "--facts", "--versions")]
    [InlineData("serve", "--set", "nothing")]
    [InlineData("models", "--url", "nowhere")]
    public async Task Wrong_usage_is_exit_code_2_and_prints_no_answer(params string[] arguments)
    {
        using var tamma = new TammaProcess();

        var outcome = await tamma.RunAsync(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.NotEqual("", outcome.Error);
    }
}
