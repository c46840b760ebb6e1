using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;
using Xunit;
using static Tamma.Core.Tests.Catalog.Lifecycle.Lives;

namespace Tamma.Core.Tests.Catalog.Lifecycle;

public sealed class SuccessionTests
{
    private static readonly Model s_old = Row("acme/opus-3", ("family", "opus"), ("release_date", "2024-03"), ("status", "deprecated"));
    private static readonly Model s_newer = Row("acme/opus-4", ("family", "opus"), ("release_date", "2025-05-22"));
    private static readonly Model s_newest = Row("acme/opus-5", ("family", "opus"), ("release_date", "2026-05"));

    [Fact]
    public void What_the_provider_names_wins_over_what_a_rule_finds()
    {
        var named = Row("acme/opus-3", ("family", "opus"), ("release_date", "2024-03"), ("replaced_by", "opus-4"));

        Assert.Equal(new Replacement("acme/opus-4", ReplacementBy.Provider, IsKnown: true), Succession.Of(named, Snapshot(named, s_newer, s_newest), Now));
    }

    [Fact]
    public void What_a_person_chose_says_so()
    {
        var chosen = Row("acme/opus-3", ("replaced_by", "umbra/x"));
        chosen = chosen with { Origins = [chosen.Origins[0] with { Source = 1 }] };

        Assert.Equal(new Replacement("umbra/x", ReplacementBy.Operator, IsKnown: true), Succession.Of(chosen, Snapshot(chosen, Row("umbra/x")), Now));
        Assert.Equal(new Replacement("umbra/x", ReplacementBy.Operator, IsKnown: false), Succession.Of(chosen, Snapshot(chosen), Now));
    }

    [Fact]
    public void Where_nobody_names_one_the_newest_of_the_family_is_suggested_and_marked() =>
        Assert.Equal(new Replacement("acme/opus-5", ReplacementBy.Suggested, IsKnown: true), Succession.Of(s_old, Snapshot(s_old, s_newer, s_newest), Now));

    [Fact]
    public void Nothing_is_suggested_that_is_older_ends_itself_is_away_or_is_of_another_kind()
    {
        Assert.Null(Succession.Of(s_newest, Snapshot(s_old, s_newer, s_newest), Now));
        Assert.Null(Succession.Of(s_old, Snapshot(s_old, s_newest.Missing(Now)), Now));
        Assert.Null(Succession.Of(s_old, Snapshot(s_old, Row("acme/opus-5", ("family", "opus"), ("release_date", "2026-05"), ("shutdown_date", "2027"), ("status", "active"))), Now));
        Assert.Null(Succession.Of(s_old, Snapshot(s_old, Row("acme/haiku-5", ("family", "haiku"), ("release_date", "2026-05"))), Now));
        Assert.Null(Succession.Of(s_old, Snapshot(s_old, Row("umbra/opus-5", ("family", "opus"), ("release_date", "2026-05"))), Now));
        Assert.Null(Succession.Of(Row("acme/opus-3", ("type", "chat"), ("family", "opus"), ("release_date", "2024")), Snapshot(Row("acme/opus-5", ("type", "embedding"), ("family", "opus"), ("release_date", "2026-05"))), Now));
        Assert.Null(Succession.Of(Row("acme/opus-3"), Snapshot(Row("acme/opus-3"), s_newest), Now));
    }

    [Fact]
    public void A_model_that_nobody_ends_is_compared_with_nobody() =>
        Assert.Null(LifecycleReport.Of(s_newer, Snapshot(s_old, s_newer, s_newest), Now).Replacement);
}
