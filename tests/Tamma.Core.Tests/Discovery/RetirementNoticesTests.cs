using System.Text.Json;
using Tamma.Catalog;
using Tamma.Core.Tests.Catalog.Lifecycle;
using Tamma.Core.Tests.Notifications;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Notifications.Severities;
using Xunit;
using static Tamma.Core.Tests.Catalog.Lifecycle.Lives;

namespace Tamma.Core.Tests.Discovery;

public sealed class RetirementNoticesTests
{
    private static readonly DateOnly s_end = new(2027, 6, 30);

    private static readonly Model s_ends = Row("acme/a", ("shutdown_date", "2027-06"), ("replaced_by", "b")).Offered();

    [Theory]
    [InlineData(91, null, null)]
    [InlineData(90, 90, Severity.Notice)]
    [InlineData(61, 90, Severity.Notice)]
    [InlineData(60, 60, Severity.Notice)]
    [InlineData(20, 30, Severity.Warning)]
    [InlineData(7, 7, Severity.Warning)]
    [InlineData(1, 7, Severity.Critical)]
    [InlineData(0, 0, Severity.Critical)]
    [InlineData(-5, 0, Severity.Critical)]
    public void Of_the_thresholds_that_are_crossed_the_nearest_is_told(int before, int? threshold, Severity? severity)
    {
        var due = RetirementNotices.Due(Snapshot(s_ends), new HashSet<RetirementNotice>(), At(before));

        Assert.Equal(threshold is null ? 0 : 1, due.Count);
        Assert.All(due, pair => Assert.Equal((new RetirementNotice(s_ends.Key, "2027-06", threshold!.Value), severity), (pair.Notice, SeverityRules.Default.Of(Happened.Rows().Of(new(1, Guid.Empty, pair.Event))))));
    }

    [Fact]
    public void Day_after_day_each_threshold_is_told_once()
    {
        HashSet<RetirementNotice> told = [];
        List<int> days = [];
        for (var before = 400; before >= -30; before--)
        {
            foreach (var (notice, _) in RetirementNotices.Due(Snapshot(s_ends), told, At(before)))
            {
                told.Add(notice);
                days.Add(before);
            }
        }

        Assert.Equal([90, 60, 30, 7, 0], days);
    }

    [Fact]
    public void Another_date_is_another_end()
    {
        HashSet<RetirementNotice> told = [new(s_ends.Key, "2027-06-15", 30)];

        Assert.Single(RetirementNotices.Due(Snapshot(s_ends), told, At(20)));
    }

    [Fact]
    public void Only_models_that_a_connection_has_are_told_of()
    {
        var reference = s_ends with { Offers = [] };
        var refused = s_ends with { Offers = [s_ends.Offers[0] with { Access = Access.Refused }] };
        var removed = s_ends.Removed(At(20));

        Assert.All((Model[])[reference, refused, removed], model => Assert.Empty(RetirementNotices.Due(Snapshot(model), new HashSet<RetirementNotice>(), At(20))));
    }

    [Fact]
    public void An_event_says_date_days_source_and_where_to_go()
    {
        var (_, told) = Assert.Single(RetirementNotices.Due(Snapshot(s_ends), new HashSet<RetirementNotice>(), At(20)));

        Assert.Equal(
            """{"date":"2027-06","retires_by":"2027-06-30","days":20,"threshold":30,"source":"connection:acme","replacement":{"key":"b","by":"provider"},"sentence":"retires in 2027-06, in 20 days at the latest; successor: b"}""",
            JsonSerializer.Serialize(JsonDocument.Parse(told.Data)));
        Assert.Equal((EventTypes.RetirementNear, "acme", "a", Cause.Provider), (told.Type, told.Provider, told.ModelId, told.Cause));
    }

    private static DateTimeOffset At(int daysBefore) => new DateTimeOffset(s_end.ToDateTime(new(9, 0)), TimeSpan.Zero).AddDays(-daysBefore);
}
