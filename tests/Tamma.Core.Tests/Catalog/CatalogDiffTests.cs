using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class CatalogDiffTests
{
    private static readonly ModelKey s_key = new("acme", "a");

    [Fact]
    public void The_difference_applied_to_before_gives_after() =>
        Gen.Select(Any.ClaimsOn(s_key), Any.ClaimsOn(s_key)).Sample((old, now) =>
        {
            var before = Row(old);
            var after = Row(now);

            var values = before.Values.ToDictionary(pair => pair.Key.Path, pair => (FieldValue?)pair.Value);
            var offers = before.Offers.ToDictionary(offer => "offers." + offer.Connection, State);
            foreach (var change in CatalogDiff.Fields(before, after))
            {
                var part = change.Path.StartsWith("offers.", StringComparison.Ordinal) ? offers : values;
                Assert.Equal(part.GetValueOrDefault(change.Path), change.Old);
                Assert.NotEqual(change.Old, change.New);
                part[change.Path] = change.New;
            }

            Assert.Equal(
                after.Values.ToDictionary(pair => pair.Key.Path, pair => (FieldValue?)pair.Value),
                values.Where(pair => pair.Value is not null).ToDictionary());
            Assert.Equal(after.Offers.ToDictionary(offer => "offers." + offer.Connection, State), offers.Where(pair => pair.Value is not null).ToDictionary());
        });

    [Fact]
    public void A_row_does_not_differ_from_itself() =>
        Any.ClaimsOn(s_key).Sample(claims =>
        {
            var row = (CatalogDiff.Between(null, Resolve(claims), Any.Now) as CatalogChange.Added)!.Model;

            Assert.Null(CatalogDiff.Between(row, Resolve(claims), Any.Now.AddHours(1)));
        });

    [Fact]
    public void A_removed_row_that_is_claimed_again_is_added_and_its_versions_go_on()
    {
        var claim = new Claim { Source = SourceId.ModelsDev, Key = s_key, Kind = ClaimKind.Reference, SourceRef = "a", Values = FieldSet.Empty, FirstSeen = Any.Now };
        var first = CatalogDiff.Between(null, Resolve([claim]), Any.Now)!.After;
        var removed = Assert.IsType<CatalogChange.Removed>(CatalogDiff.Between(first, null, Any.Now)).After;

        var again = Assert.IsType<CatalogChange.Added>(CatalogDiff.Between(removed, Resolve([claim with { FirstSeen = Any.Now.AddDays(1) }]), Any.Now.AddDays(1))).After;

        Assert.Equal([1, 2, 3], [first.Version, removed.Version, again.Version]);
        Assert.Equal(Any.Now, again.FirstSeen);
        Assert.Null(CatalogDiff.Between(removed, null, Any.Now));
    }

    [Fact]
    public void A_new_winner_with_the_same_value_changes_facts_and_makes_no_version()
    {
        var said = new Claim
        {
            Source = SourceId.ModelsDev,
            Key = s_key,
            Kind = ClaimKind.Reference,
            SourceRef = "a",
            Values = new FieldSet.Builder().Set(FieldRegistry.Models["limit.context"], FieldValue.Number(8)).Build(),
            FirstSeen = Any.Now,
        };
        var before = CatalogDiff.Between(null, Resolve([said with { Source = new("litellm") }]), Any.Now)!.After;

        var change = Assert.IsType<CatalogChange.FactsChanged>(CatalogDiff.Between(before, Resolve([said, said with { Source = new("litellm") }]), Any.Now.AddDays(1)));

        Assert.Equal(before.Version, change.After.Version);
        Assert.Equal(before.Since, change.After.Since);
    }

    private static Model? Resolve(Claim[] claims) => Resolution.Resolve(s_key, claims, null, ResolutionPolicy.Default, Any.Table(), Any.Now);

    private static Model Row(Claim[] claims) => Resolve(claims)!;

    private static FieldValue? State(Offer offer) => FieldValue.Text(offer.MissingSince is null ? "unverified" : "missing");
}
