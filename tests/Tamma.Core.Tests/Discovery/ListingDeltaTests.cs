using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

public sealed class ListingDeltaTests
{
    private static readonly SourceId s_source = SourceId.Connection("one");

    private static readonly Gen<Claim[]> s_listing =
        Gen.Select(Any.Key, Any.Values, (key, values) => Claim(key) with { Values = values }).Array[0, 6].Select(claims => claims.DistinctBy(claim => claim.Key).ToArray());

    [Fact]
    public void An_answer_that_says_the_same_changes_nothing() =>
        s_listing.Sample(listing => Assert.True(ListingDelta.Between(listing, [.. listing.Reverse()], RemovalRule.Default, Any.Now).IsEmpty));

    [Fact]
    public void After_the_delta_the_source_says_what_its_answer_said() =>
        Gen.Select(s_listing, s_listing).Sample((current, listed) =>
        {
            var delta = ListingDelta.Between(current, listed, RemovalRule.Default, Any.Now);

            var after = current.ToDictionary(claim => claim.Key);
            foreach (var claim in delta.Upserts)
            {
                after[claim.Key] = claim;
            }

            Assert.Empty(delta.Withdrawn);
            Assert.Equal(
                listed.OrderBy(claim => claim.Key).Select(claim => (claim.Key, claim.Values)),
                after.Values.Where(claim => claim.MissingSince is null).OrderBy(claim => claim.Key).Select(claim => (claim.Key, claim.Values)));
        });

    [Fact]
    public void What_a_call_has_shown_stands_until_the_list_says_otherwise()
    {
        var verified = Claim(new("acme", "a")) with { Access = Access.Refused, AccessReason = "model_not_supported", VerifiedAt = Any.Now };

        Assert.True(ListingDelta.Between([verified], [Claim(new("acme", "a"))], RemovalRule.Default, Any.Now).IsEmpty);
        var denied = Claim(new("acme", "a")) with { Access = Access.NoCredential };
        Assert.Equal(Access.NoCredential, Assert.Single(ListingDelta.Between([verified], [denied], RemovalRule.Default, Any.Now).Upserts).Access);
        var listed = Claim(new("acme", "a")) with { Access = Access.Refused, AccessReason = "policy disabled" };
        Assert.Equal(Access.Unverified, Assert.Single(ListingDelta.Between([listed], [Claim(new("acme", "a"))], RemovalRule.Default, Any.Now).Upserts).Access);
    }

    [Fact]
    public void A_model_is_missing_at_once_and_goes_after_three_answers_and_a_day()
    {
        Claim[] current = [Claim(new("acme", "a"))];
        List<string> story = [];
        foreach (var hours in new[] { 0, 1, 2, 23, 24 })
        {
            var delta = ListingDelta.Between(current, [], RemovalRule.Default, Any.Now.AddHours(hours));
            story.Add(delta switch { { Withdrawn.Length: 1 } => "removed", { Upserts.Length: 1 } => "missing", _ => "counted" });
            current = [.. delta.Upserts, .. delta.Recounted];
        }

        Assert.Equal(["missing", "counted", "counted", "counted", "removed"], story);
    }

    [Fact]
    public void A_day_without_three_answers_removes_nothing()
    {
        var missing = Claim(new("acme", "a")) with { MissingSince = Any.Now, MissingRuns = 1 };

        var second = ListingDelta.Between([missing], [], RemovalRule.Default, Any.Now.AddDays(30));

        Assert.Empty(second.Withdrawn);
        Assert.Single(ListingDelta.Between(second.Recounted, [], RemovalRule.Default, Any.Now.AddDays(31)).Withdrawn);
    }

    [Fact]
    public void A_model_that_comes_back_is_listed_again_and_keeps_its_first_day()
    {
        var missing = Claim(new("acme", "a")) with { MissingSince = Any.Now, MissingRuns = 2, FirstSeen = Any.Now.AddDays(-9) };

        var back = Assert.Single(ListingDelta.Between([missing], [Claim(new("acme", "a"))], RemovalRule.Default, Any.Now).Upserts);

        Assert.Null(back.MissingSince);
        Assert.Equal(Any.Now.AddDays(-9), back.FirstSeen);
    }

    [Fact]
    public void A_model_whose_announced_end_has_come_goes_at_once()
    {
        var retired = Claim(new("acme", "a")) with
        {
            Values = new FieldSet.Builder().Set(FieldRegistry.Models["shutdown_date"], FieldValue.Text("2026-11-23")).Build(),
        };

        Assert.Single(ListingDelta.Between([retired], [], RemovalRule.Default, Any.Now).Withdrawn);
        Assert.Empty(ListingDelta.Between([retired], [], RemovalRule.Default, Any.Now.AddDays(-1)).Withdrawn);
    }

    internal static Claim Claim(ModelKey key) => new()
    {
        Source = s_source,
        Key = key,
        Kind = ClaimKind.Offer,
        SourceRef = key.Id,
        Values = FieldSet.Empty,
        FirstSeen = Any.Now,
    };
}
