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
            foreach (var change in CatalogDiff.Fields(before, after).Where(change => !IsOfTerms(change)))
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
    public void Each_account_of_several_has_its_own_limits_and_their_changes_are_told_apart()
    {
        var limit = FieldRegistry.Models["limit.context"];
        Claim Offer(string connection, decimal context) => new()
        {
            Source = SourceId.Connection(connection),
            Key = s_key,
            Kind = ClaimKind.Offer,
            SourceRef = "a",
            FirstSeen = Any.Now,
            Values = new FieldSet.Builder().Set(limit, FieldValue.Number(context)).Build(),
        };

        var before = Row([Offer("one", 400_000), Offer("two", 1_050_000)]);
        var after = Row([Offer("one", 400_000), Offer("two", 2_000_000)]);

        Assert.Equal([400_000m, 1_050_000m], before.Offers.Select(offer => offer.Terms[limit]!.Value.AsNumber()));
        var change = Assert.Single(CatalogDiff.Fields(before, after));
        Assert.Equal(("offers.two.limit.context", "1050000", "2000000"), (change.Path, change.Old.ToString(), change.New.ToString()));
        Assert.IsType<CatalogChange.Updated>(CatalogDiff.Between(before, after, Any.Now));
    }

    [Fact]
    public void A_model_that_is_loaded_or_verified_again_is_the_same_version()
    {
        Claim Loaded(bool loaded, DateTimeOffset? verified) => new()
        {
            Source = SourceId.Connection("one"),
            Key = s_key,
            Kind = ClaimKind.Offer,
            SourceRef = "a",
            FirstSeen = Any.Now,
            Access = Access.Callable,
            VerifiedAt = verified,
            Values = new FieldSet.Builder().Set(FieldRegistry.Models["loaded"], FieldValue.Flag(loaded)).Build(),
        };

        var before = Row([Loaded(false, Any.Now)]);

        Assert.IsType<CatalogChange.FactsChanged>(CatalogDiff.Between(before, Row([Loaded(true, Any.Now)]), Any.Now));
        var verified = Assert.IsType<CatalogChange.FactsChanged>(CatalogDiff.Between(before, Row([Loaded(false, Any.Now.AddDays(1))]), Any.Now));
        Assert.Equal(Any.Now.AddDays(1), verified.After.Offers[0].VerifiedAt);
        Assert.Null(CatalogDiff.Between(before, Row([Loaded(false, Any.Now)]), Any.Now));
    }

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

    /// <summary><c>offers.CONNECTION.PATH</c>, where several accounts have a model.</summary>
    private static bool IsOfTerms(FieldChange change) => change.Path.StartsWith("offers.", StringComparison.Ordinal) && change.Path.Count(letter => letter == '.') > 1;
}
