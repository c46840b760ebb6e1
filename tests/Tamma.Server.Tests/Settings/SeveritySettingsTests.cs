using Tamma.Events;
using Tamma.Notifications.Severities;
using Tamma.Server.Settings;
using Xunit;

namespace Tamma.Server.Tests.Settings;

public sealed class SeveritySettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-settings-");

    [Fact]
    public void Own_rules_are_asked_first_and_in_the_order_of_the_file()
    {
        var rules = Read("""
            notifications:
              severity:
                zebra:
                  when: "changed(cost.input, cost.output) and provider in (openai, anthropic)"
                  is: critical
                  reason: We pay them.
                aardvark:
                  is: Info
                  when: reference
            """).Settings!.Tamma.Severities.All;

        Assert.Equal(["zebra", "aardvark", .. SeverityRules.Default.All.Select(rule => rule.Name)], rules.Select(rule => rule.Name));
        Assert.Equal((Severity.Critical, "We pay them.", "changed(cost.input, cost.output) and provider in (openai, anthropic)"), (rules[0].Severity, rules[0].Reason, rules[0].When.Text));
        Assert.Equal(Severity.Info, rules[1].Severity);
    }

    [Fact]
    public void Without_own_rules_there_are_ours() => Assert.Same(SeverityRules.Default, Read("").Settings!.Tamma.Severities);

    [Theory]
    [InlineData("{ when: reference, is: loud }", "notifications.severity.mine.is", "'loud' is no severity; write info, notice, warning or critical")]
    [InlineData("{ when: reference, is: '2' }", "notifications.severity.mine.is", "write info, notice, warning or critical")]
    [InlineData("{ when: severity = info, is: notice }", "notifications.severity.mine.when", "asks for severity")]
    [InlineData("{ when: provder = openai, is: notice }", "notifications.severity.mine.when", "Did you mean provider?")]
    [InlineData("{ when: reference }", "notifications.severity.mine.when", "notifications.severity.mine.is is missing")]
    [InlineData("{ is: notice }", "notifications.severity.mine.is", "notifications.severity.mine.when is missing")]
    [InlineData("{ then: notice }", "notifications.severity.mine.then", "there is no such setting")]
    public void A_mistake_stops_the_start_and_says_what_to_write(string rule, string where, string what)
    {
        var (settings, mistakes) = Read($$"""
            notifications:
              severity:
                mine: {{rule}}
            """);

        Assert.Null(settings);
        var mistake = Assert.Single(mistakes);
        Assert.Equal(where, mistake.Written);
        Assert.Contains(what, mistake.What, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (Tamma.Server.Hosting.ServerSettings? Settings, IReadOnlyList<Mistake> Mistakes) Read(string yaml)
    {
        var file = Path.Combine(_folder.FullName, "tamma.yaml");
        File.WriteAllText(file, yaml);
        var (settings, mistakes) = SettingsReader.Read(CommandLine.Read(["--config", file]), new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = _folder.FullName, ["XDG_DATA_HOME"] = _folder.FullName });
        return (settings, mistakes);
    }
}
