using System.Text.Json;
using Tamma.Events;
using Tamma.Notifications.Severities;
using Xunit;

namespace Tamma.Core.Tests.Notifications;

public sealed class SeverityRulesTests
{
    [Theory]
    [InlineData("model_added openai/a", """{"values":{"name":"A"}}""", Cause.Provider, "arrived", Severity.Notice)]
    [InlineData("model_added openai/a", """{"values":{"name":"A"}}""", Cause.SourceAdded, "own_reading", Severity.Info)]
    [InlineData("catalog_summary", "{}", Cause.SourceAdded, "own_reading", Severity.Info)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"description","old":"x","new":"y"}]}""", Cause.Provider, null, Severity.Info)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"cost.input","old":1,"new":2}]}""", Cause.Provider, "price_doubled", Severity.Warning)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"cost.input","old":1,"new":1.9},{"field":"cost.output","old":9,"new":1}]}""", Cause.Provider, "price_changed", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"offers.work.cost.output","old":0.5,"new":6}]}""", Cause.Provider, "price_doubled", Severity.Warning)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"cost.input","old":null,"new":2}]}""", Cause.Provider, "price_changed", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"cost.discount","old":0.1,"new":0.9}]}""", Cause.Provider, "price_changed", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"cost.input","old":1,"new":2}]}""", Cause.Policy, "own_reading", Severity.Info)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"cost.input","old":1,"new":2}]}""", Cause.Operator, "by_operator", Severity.Info)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"shutdown_date","old":null,"new":"2026-07-31"}]}""", Cause.Provider, "ends_soon", Severity.Warning)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"shutdown_date","old":null,"new":"2026-08"}]}""", Cause.Provider, "end_announced", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"shutdown_date","old":null,"new":"2024-01-01"}]}""", Cause.Provider, "end_announced", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"shutdown_date","old":"2026-07-31","new":null}]}""", Cause.Provider, "end_announced", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"status","old":"active","new":"deprecated"}]}""", Cause.Provider, "end_announced", Severity.Notice)]
    [InlineData("model_updated openai/a", """{"changes":[{"field":"status","old":"beta","new":"active"}]}""", Cause.Provider, null, Severity.Info)]
    [InlineData("retirement_near openai/a", """{"days":1}""", Cause.Provider, "ends_now", Severity.Critical)]
    [InlineData("retirement_near openai/a", """{"days":30}""", Cause.Operator, "ends_soon", Severity.Warning)]
    [InlineData("retirement_near openai/a", """{"days":31}""", Cause.Operator, "end_announced", Severity.Notice)]
    [InlineData("model_missing openai/a", "{}", Cause.Provider, "missing", Severity.Notice)]
    [InlineData("model_removed openai/a", "{}", Cause.Provider, "removed", Severity.Warning)]
    [InlineData("provider_removed openai", "{}", Cause.Provider, "removed", Severity.Warning)]
    [InlineData("review_opened openai/a", "{}", Cause.Provider, "held", Severity.Warning)]
    [InlineData("review_closed openai/a", "{}", Cause.Provider, null, Severity.Info)]
    [InlineData("provider_status_changed openai", """{"old":"healthy","new":"unauthorised"}""", Cause.Provider, "provider_down", Severity.Critical)]
    [InlineData("provider_status_changed openai", """{"old":"healthy","new":"rate_limited"}""", Cause.Provider, "provider_struggles", Severity.Warning)]
    [InlineData("provider_status_changed openai", """{"old":"unhealthy","new":"healthy"}""", Cause.Provider, "provider_back", Severity.Notice)]
    [InlineData("provider_status_changed openai", """{"old":"healthy","new":"unknown"}""", Cause.Provider, null, Severity.Info)]
    [InlineData("override_drifted openai/a", """{"field":"cost.input"}""", Cause.Provider, "override_drifted", Severity.Notice)]
    [InlineData("subscription_disabled", "{}", Cause.Provider, "subscription_disabled", Severity.Warning)]
    [InlineData("subscription_changed", "{}", Cause.Operator, "by_operator", Severity.Info)]
    [InlineData("retirement_near openai/a", "no json", Cause.Provider, "end_announced", Severity.Notice)]
    public void The_first_rule_that_is_true_decides(string what, string data, Cause cause, string? rule, Severity severity)
    {
        var row = Happened.Rows().Of(Happened.Event(what, data, cause, position: 0));

        Assert.Equal((rule, severity), (SeverityRules.Default.Find(row)?.Name, SeverityRules.Default.Of(row)));
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own_and_a_reason() => Assert.Equal(
        SeverityRules.Default.All.Length,
        SeverityRules.Default.All.Where(rule => rule.Reason.EndsWith('.') && rule.Name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')).DistinctBy(rule => rule.Name).Count());

    [Fact]
    public void Own_rules_come_before_ours()
    {
        var rules = SeverityRules.With([new("mine", SeverityRule.ReadCondition("provider = openai and type = model_removed").When!, Severity.Critical, "It is in use.")]);

        Assert.Equal((Severity.Critical, Severity.Warning), (Of("model_removed openai/a"), Of("model_removed acme/a")));

        Severity Of(string what) => rules.Of(Happened.Rows().Of(Happened.Event(what)));
    }

    [Theory]
    [InlineData("typ = model_added", "There is no field 'typ'")]
    [InlineData("type = model_added and (mine", "at character 24")]
    [InlineData("severity = warning", "asks for severity")]
    [InlineData("type = model_added and not position>3", "asks for position")]
    [InlineData("  ", "is empty")]
    public void A_condition_that_is_none_says_what_to_write(string text, string wrong)
    {
        var (when, why) = SeverityRule.ReadCondition(text);

        Assert.Null(when);
        Assert.Contains(wrong, why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"field":"cost.input","old":2,"new":3}""", "price_rise = 1.5 and price_fall is unknown")]
    [InlineData("""{"field":"cost.input","old":3,"new":1.5}""", "price_fall = 2 and price_rise is unknown")]
    [InlineData("""{"field":"cost.input","old":0,"new":1.5}""", "price_changed and price_rise is unknown")]
    [InlineData("""{"field":"cost.input","old":0.0000000001,"new":99999999}""", "price_rise>1000")]
    [InlineData("""{"field":"name","old":"a","new":"b"}""", "not price_changed and price_rise is unknown")]
    public void Moves_of_prices_can_be_asked_for(string change, string filter) =>
        Assert.True(Happened.Is(filter, Happened.Event("model_updated openai/a", $$"""{"changes":[{{change}}]}""")));

    [Fact]
    public void The_table_in_the_documents_is_what_is_so()
    {
        var text = File.ReadAllText(Path.Combine(Repository(), "docs", "live.md"));
        var table = string.Join('\n', SeverityRules.Default.All.Select(rule => $"| `{rule.Name}` | `{rule.When.Text}` | {JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.Severity.ToString())} | {rule.Reason} |"));

        Assert.Contains(table + "\n| | all else | info |", text, StringComparison.Ordinal);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
