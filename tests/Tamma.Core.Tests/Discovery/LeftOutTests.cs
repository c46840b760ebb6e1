using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Discovery;

public sealed class LeftOutTests
{
    [Fact]
    public void A_row_outside_the_scope_ends_at_once_and_is_no_disappearance()
    {
        var (current, dropped) = LeftOut.Split([Reference("acme", "a"), Reference("umbra", "b")], Answer([Reference("umbra", "b")], notKept: "acme"));

        Assert.Equal(["acme/a"], dropped.Select(key => key.ToString()));
        Assert.Equal(["umbra/b"], current.Select(claim => claim.Key.ToString()));
        Assert.Empty(RemovalGuard.Check(current, [Reference("umbra", "b")]));
    }

    [Fact]
    public void An_offer_is_never_left_out_on_purpose_and_neither_is_what_is_listed()
    {
        var offer = ListingDeltaTests.Claim(new("acme", "a"));

        Assert.Empty(LeftOut.Split([offer], Answer([], notKept: "acme")).Dropped);
        Assert.Empty(LeftOut.Split([Reference("acme", "a")], Answer([Reference("acme", "a")], notKept: "acme")).Dropped);
    }

    private static Claim Reference(string provider, string id) => ListingDeltaTests.Claim(new(provider, id)) with { Kind = ClaimKind.Reference };

    private static Listing.Complete Answer(ImmutableArray<Claim> claims, string notKept) => new()
    {
        Documents = [],
        Claims = claims,
        State = new() { Source = SourceId.ModelsDev },
        NotKept = [notKept],
    };
}
