using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Identities;

public sealed class PointerHistoryTests
{
    private const Availability Listed = Availability.Listed;
    private const Availability Missing = Availability.Missing;
    private const Availability Removed = Availability.Removed;

    [Fact]
    public void A_name_points_elsewhere_in_time()
    {
        var history = Of("big-latest", Row("big-latest", (1, 5, Listed, "alias_of", "big-1"), (5, 9, Listed, "alias_of", "big-2"), (9, null, Listed, "alias_of", "big-3")));

        Assert.Equal(["big-1 1-5 moved on", "big-2 5-9 moved here moved on", "big-3 9- moved here"], history!.Ranges.Select(Shown));
        Assert.Equal("big-3", Assert.Single(history.Current!.Targets));
    }

    [Fact]
    public void A_version_that_changes_something_else_ends_no_range()
    {
        var history = Of("big-latest", Row("big-latest", (1, 5, Listed, "alias_of", "big-1"), (5, null, Listed, "alias_of", "BIG-1")));

        Assert.Equal(["big-1 1-"], history!.Ranges.Select(Shown));
    }

    [Fact]
    public void An_alias_moves_from_one_row_to_another()
    {
        var history = Of(
            "grand-latest",
            Row("grand-1", (1, 4, Listed, "aliases", "grand grand-latest"), (4, null, Listed, "aliases", "grand")),
            Row("grand-2", (4, null, Listed, "aliases", "grand-latest")));

        Assert.Equal(["grand-1 1-4 moved on", "grand-2 4- moved here"], history!.Ranges.Select(Shown));
    }

    [Fact]
    public void When_it_began_and_ended_is_not_guessed()
    {
        var late = Of("x-latest", Row("x-latest", (1, 3, Listed, null, null), (3, 6, Listed, "alias_of", "x-1"), (6, 8, Listed, null, null), (8, null, Listed, "alias_of", "x-2")));
        var purged = Of("x-latest", Row("x-latest", (1, 3, Listed, "alias_of", "x-1"), (7, null, Listed, "alias_of", "x-1")));

        Assert.Equal(["x-1 3-6", "x-2 8-"], late!.Ranges.Select(Shown));
        Assert.Equal(["x-1 1-3", "x-1 7-"], purged!.Ranges.Select(Shown));
    }

    [Fact]
    public void Another_field_that_speaks_up_is_no_move()
    {
        var history = Of("x", Row("x", (1, 3, Listed, "canonical_id", "x-20250101"), (3, null, Listed, "alias_of", "x-2")));

        Assert.Equal(["x-20250101 1-3", "x-2 3-"], history!.Ranges.Select(Shown));
    }

    [Fact]
    public void A_missed_row_stands_until_it_is_removed_and_then_ended_when_it_was_missed()
    {
        var back = Of("x", Row("x", (1, 2, Listed, "alias_of", "x-1"), (2, 3, Missing, "alias_of", "x-1"), (3, null, Listed, "alias_of", "x-1")));
        var missed = Of("x", Row("x", (1, 2, Listed, "alias_of", "x-1"), (2, null, Missing, "alias_of", "x-1")));
        var gone = Of("x", Row("x", (1, 2, Listed, "alias_of", "x-1"), (2, 3, Missing, "alias_of", "x-1"), (3, null, Removed, "alias_of", "x-1")));

        Assert.Equal(["x-1 1-"], back!.Ranges.Select(Shown));
        Assert.Equal(["x-1 1-"], missed!.Ranges.Select(Shown));
        Assert.Equal(["x-1 1-2"], gone!.Ranges.Select(Shown));
        Assert.Null(gone.Current);
    }

    [Fact]
    public void A_missed_row_does_not_contradict_one_that_is_listed()
    {
        var history = Of(
            "x",
            Row("x-1", (1, 2, Listed, "aliases", "x"), (2, null, Missing, "aliases", "x")),
            Row("x-2", (4, null, Listed, "aliases", "x")));

        Assert.Equal(["x-1 1-4 moved on", "x-2 4- moved here"], history!.Ranges.Select(Shown));
    }

    [Fact]
    public void Rows_that_contradict_each_other_are_both_shown()
    {
        var history = Of("x", Row("x-1", (1, null, Listed, "aliases", "x")), Row("x-2", (3, null, Listed, "aliases", "x")));

        Assert.Equal(["x-1 1-3 moved on", "x-1,x-2 3- moved here"], history!.Ranges.Select(Shown));
    }

    [Fact]
    public void A_pointer_lends_its_aliases_to_what_it_points_to_and_a_name_never_points_to_itself()
    {
        var rows = new[]
        {
            Row("x-2512", (1, null, Listed, "aliases", "x-latest")),
            [Version("x-latest", 1, 1, null, Listed, ("alias_of", "x-2512"), ("aliases", "x-2512 x"))],
        };

        Assert.Equal(["x-2512 1-"], Of("x-latest", rows)!.Ranges.Select(Shown));
        Assert.Equal(["x-2512 1-"], Of("x", rows)!.Ranges.Select(Shown));
        Assert.Null(Of("x-2512", rows));
        Assert.Null(Of("y", rows));
    }

    [Fact]
    public void Ranges_are_in_order_and_do_not_overlap_and_hold_nothing_that_no_version_says() =>
        Rows.Sample(
            rows =>
            {
                var ranges = Of("x", rows)?.Ranges ?? [];
                for (var i = 0; i < ranges.Length; i++)
                {
                    var (range, next) = (ranges[i], i + 1 < ranges.Length ? ranges[i + 1] : null);
                    Assert.NotEmpty(range.Targets);
                    Assert.True(range.To is null || range.From < range.To);
                    Assert.True(next is null || range.To <= next.From);
                    Assert.Equal(range.HasMovedOn, next?.HasMovedHere ?? false);
                    Assert.All(range.Targets, target => Assert.Contains(rows.SelectMany(row => row), version => Says(version, range, target)));
                }

                Assert.Equal(ranges.Select(Shown), (Of("x", [.. rows.Reverse().Select(row => row.Reverse().ToArray())])?.Ranges ?? []).Select(Shown));
            },
            iter: 2_000);

    private static bool Says(StoredVersion version, PointerRange range, string target) =>
        version.ValidFrom <= range.From && (version.ValidTo is not { } to || to > range.From)
        && (version.Model.Key.Id == target || StatedNames.AliasOf(version.Model) == target || StatedNames.CanonicalId(version.Model) == target);

    private static Gen<StoredVersion[][]> Rows =>
        Gen.OneOf("x", "x-1", "x-2").SelectMany(id => Gen.Select(Gen.Int[0, 5], Gen.Enum<Availability>(), Gen.OneOf("alias_of x-1", "alias_of x-2", "aliases x", "aliases y", "canonical_id x-3", "")).Array[0, 6].Select(steps => Made(id, steps))).Array[0, 4]
            .Select(rows => rows.DistinctBy(row => row.Length == 0 ? "" : row[0].Model.Key.Id).ToArray());

    /// <summary>One version after another; a step of no length is a version that is no longer kept.</summary>
    private static StoredVersion[] Made(string id, (int Days, Availability State, string Says)[] steps)
    {
        List<StoredVersion> versions = [];
        var at = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var (days, state, says) = steps[i];
            if (days > 0)
            {
                var words = says.Split(' ');
                versions.Add(Version(id, i + 1, at, i == steps.Length - 1 ? null : at + days, state, words is [var field, var value] ? (field, value) : ("name", "X")));
            }

            at += Math.Max(days, 1);
        }

        return [.. versions];
    }

    private static PointerHistory? Of(string name, params StoredVersion[][] rows) => PointerHistory.Of("acme", name, rows);

    private static StoredVersion[] Row(string id, params (int From, int? To, Availability State, string? Field, string? Value)[] versions) =>
        [.. versions.Select((version, place) => Version(id, place + 1, version.From, version.To, version.State, (version.Field ?? "name", version.Value ?? "X")))];

    private static StoredVersion Version(string id, int number, int from, int? to, Availability state, params ReadOnlySpan<(string Field, string Value)> values)
    {
        var fields = new FieldSet.Builder();
        foreach (var (field, value) in values)
        {
            fields.SetKnown(FieldRegistry.Models[field], field == "aliases" ? FieldValue.Words([.. value.Split(' ')]) : FieldValue.Text(value));
        }

        var set = fields.Build();
        return new(
            new() { Key = new("acme", id), Availability = state, Version = number, Values = set, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), set.Count)] },
            Day(from),
            to is { } end ? Day(end) : null);
    }

    private static DateTimeOffset Day(int day) => Any.Now.AddDays(day);

    private static string Shown(PointerRange range) =>
        $"{string.Join(',', range.Targets)} {(range.From - Any.Now).Days}-{(range.To - Any.Now)?.Days}{(range.HasMovedHere ? " moved here" : "")}{(range.HasMovedOn ? " moved on" : "")}";
}
