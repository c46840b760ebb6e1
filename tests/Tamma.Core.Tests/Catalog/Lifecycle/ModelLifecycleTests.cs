using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Lifecycle;
using Xunit;
using static Tamma.Core.Tests.Catalog.Lifecycle.Lives;

namespace Tamma.Core.Tests.Catalog.Lifecycle;

public sealed class ModelLifecycleTests
{
    [Theory]
    [InlineData("2026-05-31", "2026-05-31", "2026-05-31")]
    [InlineData("2026-05", "2026-05-01", "2026-05-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2026", "2026-01-01", "2026-12-31")]
    [InlineData("2026-05-31T10:00:00Z", "2026-05-31", "2026-05-31")]
    public void A_partial_date_is_kept_and_means_its_last_day(string text, string first, string last)
    {
        var date = PartialDate.Read(text)!.Value;

        Assert.Equal((text.Split('T')[0], first, last), (date.Text, $"{date.First:yyyy-MM-dd}", $"{date.Last:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("20260531")]
    [InlineData("9999")]
    public void What_is_no_date_says_nothing(string text)
    {
        Assert.Null(PartialDate.Read(text));
        Assert.Null(ModelLifecycle.Of(Row("acme/a", ("shutdown_date", text)), Now).RetiresOn);
    }

    [Fact]
    public void For_fixed_values_a_stage_never_goes_back() =>
        Gen.Select(Lives.AnyLife, Gen.Int[-800, 800], Gen.Int[0, 800]).Sample((model, days, more) =>
        {
            var early = ModelLifecycle.Of(model, Now.AddDays(days)).Stage;
            var late = ModelLifecycle.Of(model, Now.AddDays(days + more)).Stage;

            Assert.True(early is null || early <= late, $"{early} then {late}: {string.Join(", ", model.Values)} {model.Availability}");
        });

    [Fact]
    public void No_end_and_no_trial_is_invented_where_nobody_speaks_of_one() =>
        Lives.AnyLife.Sample(model =>
        {
            var life = ModelLifecycle.Of(model, Now);
            var says = model.Values.ToDictionary(pair => pair.Key.Path, pair => pair.Value.ToString());
            var dated = new[] { "shutdown_date", "deprecated_at" }.Any(path => says.TryGetValue(path, out var text) && PartialDate.Read(text) is not null);
            var status = says.GetValueOrDefault("status");

            Assert.True(life.Stage is not (LifecycleStage.Deprecated or LifecycleStage.Retired) || dated || status is "deprecated" or "retired");
            Assert.True(life.Stage is not LifecycleStage.Preview || status is "alpha" or "beta" || says.GetValueOrDefault("preview") is "true");
            Assert.True(life.Stage is not LifecycleStage.Active || model.Availability is Availability.Listed);
            Assert.Equal(life.Stage is LifecycleStage.Gone, model.Availability is Availability.Removed && life.Stage is not LifecycleStage.Retired);
            Assert.True(life.NoticeDays is null || (life.NoticeDays >= 0 && life.RetiresOn is not null && life.Announced is not null));
        });

    [Fact]
    public void A_model_that_is_listed_and_said_to_end_nowhere_is_active() =>
        Assert.Equal(LifecycleStage.Active, ModelLifecycle.Of(Row("acme/a"), Now).Stage);

    [Fact]
    public void An_end_that_is_announced_makes_it_deprecated_unless_it_is_said_to_be_active()
    {
        Assert.Equal(LifecycleStage.Deprecated, ModelLifecycle.Of(Row("acme/a", ("shutdown_date", "2027-01-15")), Now).Stage);
        Assert.Equal(LifecycleStage.Active, ModelLifecycle.Of(Row("acme/a", ("shutdown_date", "2027-01-15"), ("status", "active")), Now).Stage);
        Assert.Equal(LifecycleStage.Active, ModelLifecycle.Of(Row("acme/a", ("deprecated_at", "2027-01-15")), Now).Stage);
    }

    [Fact]
    public void The_day_after_the_end_it_is_retired_but_overdue_while_an_account_still_lists_it()
    {
        var ends = Row("acme/a", ("shutdown_date", "2026-11-23"), ("status", "deprecated"));

        Assert.Equal(LifecycleStage.Deprecated, ModelLifecycle.Of(ends, Now).Stage);
        Assert.Equal(LifecycleStage.Retired, ModelLifecycle.Of(ends, Now.AddDays(1)).Stage);
        Assert.Equal((LifecycleStage.Deprecated, true), (ModelLifecycle.Of(ends.Offered(), Now.AddDays(1)).Stage, ModelLifecycle.Of(ends.Offered(), Now.AddDays(1)).IsOverdue));
    }

    [Fact]
    public void Removed_at_or_after_its_end_it_is_retired_and_before_it_gone()
    {
        var ends = Row("acme/a", ("shutdown_date", "2026-11-23"));

        Assert.Equal(LifecycleStage.Gone, ModelLifecycle.Of(ends.Removed(Now.AddDays(-1)), Now.AddDays(9)).Stage);
        Assert.Equal(LifecycleStage.Retired, ModelLifecycle.Of(ends.Removed(Now), Now).Stage);
        Assert.False(ModelLifecycle.Of(ends.Removed(Now.AddDays(-1)), Now).DisappearedWithoutNotice);
    }

    [Fact]
    public void A_model_that_vanishes_unannounced_disappeared_without_notice()
    {
        var missing = ModelLifecycle.Of(Row("acme/a", ("status", "active")).Missing(Now), Now);
        var removed = ModelLifecycle.Of(Row("acme/a").Removed(Now), Now);
        var told = ModelLifecycle.Of(Row("acme/a", ("status", "deprecated")).Removed(Now), Now);

        Assert.Equal((null, true), (missing.Stage, missing.DisappearedWithoutNotice));
        Assert.Equal((LifecycleStage.Gone, true), (removed.Stage, removed.DisappearedWithoutNotice));
        Assert.False(told.DisappearedWithoutNotice);
        Assert.Null(removed.NoticeDays);
    }

    [Fact]
    public void Notice_counts_from_the_stated_day_and_else_from_the_day_on_which_it_was_seen()
    {
        var stated = ModelLifecycle.Of(Row("acme/a", ("shutdown_date", "2026-12-31"), ("deprecated_at", "2026-12-01")), Now);
        var seen = ModelLifecycle.Of(Row("acme/a", ("shutdown_date", "2026-12")), Now);
        var late = ModelLifecycle.Of(Row("acme/a", ("shutdown_date", "2026-09-01")), Now);

        Assert.Equal((30, true), (stated.NoticeDays, stated.AnnouncementIsStated));
        Assert.Equal((91, false), (seen.NoticeDays, seen.AnnouncementIsStated));
        Assert.Null(late.NoticeDays);
    }
}
