using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog;

public sealed class CatalogSnapshotTests
{
    [Fact]
    public void A_snapshot_after_any_changes_holds_the_last_row_of_each_key_in_order() =>
        Gen.Select(Any.Key, Gen.Int[1, 9], (key, version) => Row(key) with { Version = version }).Array[0, 6].Array[0, 6].Sample(commits =>
        {
            var snapshot = CatalogSnapshot.Empty(Guid.Empty);
            SortedDictionary<ModelKey, Model> expected = [];
            foreach (var (position, commit) in commits.Index())
            {
                var rows = commit.GroupBy(row => row.Key).Select(group => group.Last()).ToList();
                rows.ForEach(row => expected[row.Key] = row);
                snapshot = snapshot.With(rows, position + 1, Any.Now);
            }

            Assert.Equal(expected.Values, snapshot.Models);
            Assert.All(expected, pair => Assert.Same(pair.Value, snapshot.Find(pair.Key)));
        });

    [Fact]
    public void Lookup_ignores_case_and_prefers_the_exact_spelling()
    {
        var snapshot = CatalogSnapshot.Empty(Guid.Empty).With([Row(new("acme", "MiniMax-M3")), Row(new("acme", "minimax-m3")), Row(new("acme", "Solo"))], 1, Any.Now);

        Assert.Equal("minimax-m3", snapshot.Find(new("ACME", "minimax-m3"))!.Key.Id);
        Assert.Equal("MiniMax-M3", snapshot.Find(new("acme", "MiniMax-M3"))!.Key.Id);
        Assert.Equal("Solo", snapshot.Find(new("Acme", "SOLO"))!.Key.Id);
        Assert.Null(snapshot.Find(new("acme", "other")));
    }

    [Fact]
    public void An_offer_of_a_connection_that_is_no_longer_configured_cannot_be_called()
    {
        var offered = Row(new("acme", "a")) with { Offers = [new() { Connection = "acme", Access = Access.Unverified, Terms = FieldSet.Empty }] };
        var without = CatalogSnapshot.Empty(Guid.Empty).With([offered], 1, Any.Now);
        var with = without.WithConnections([new("acme", "acme", Simulated: false)]);

        Assert.False(without.IsMine(offered));
        Assert.Equal(Access.NoCredential, without.AccessOf(offered.Offers[0]));
        Assert.True(with.IsMine(offered));
        Assert.False(with.IsMine(offered with { Offers = [offered.Offers[0] with { Access = Access.Refused }] }));
    }

    [Theory]
    [InlineData("openrouter/anthropic/claude:free@x", "openrouter", "anthropic/claude:free@x")]
    [InlineData("a/b", "a", "b")]
    public void A_key_is_split_at_the_first_slash_only(string text, string provider, string id)
    {
        Assert.True(ModelKey.TryParse(text, out var key));
        Assert.Equal(new(provider, id), key);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("noslash")]
    [InlineData("/x")]
    [InlineData("x/")]
    public void What_is_no_key_is_refused(string text) => Assert.False(ModelKey.TryParse(text, out _));

    internal static Model Row(ModelKey key, FieldSet? values = null) => new()
    {
        Key = key,
        Availability = Availability.Listed,
        Values = values ?? FieldSet.Empty,
        Origins = [.. ImmutableArray<Origin>.Empty],
        Version = 1,
    };
}
