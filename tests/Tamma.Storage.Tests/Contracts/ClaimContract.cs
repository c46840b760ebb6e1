using Tamma.Catalog;
using Tamma.Events;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every record of the catalogue promises about sources, their claims and their documents.</summary>
public abstract class ClaimContract(Stores stores) : IAsyncDisposable
{
    private ICatalogStore Store => stores.Catalog;

    private IEventLog Log => stores.Log;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_is_read_back_as_it_was_given()
    {
        var document = Document.From("[1,2,3]"u8.ToArray(), "application/json", Day(1));
        var claim = Claim(OpenAi, "openai/gpt:5@x", EveryType) with
        {
            Kind = ClaimKind.Offer,
            Access = Access.Refused,
            AccessReason = "not in your \"plan\"",
            VerifiedAt = Day(5),
            Slice = new(document.Hash, 1, 3),
            MissingSince = Day(6),
            MissingRuns = 2,
        };
        var provider = Claim(OpenAi, "openai", ProviderFields);

        await Store.CommitAsync(Commit(0) with { Claims = [claim, provider], Documents = [document] }, Token);

        var claims = (await Store.ReadClaimsAsync(OpenAi, Token)).OrderByDescending(row => row.Key);
        Same.Texts([Shown.Of(claim), Shown.Of(provider)], claims.Select(Shown.Of));
    }

    [Fact]
    public async Task A_new_claim_takes_the_place_of_the_old_one()
    {
        await Store.CommitAsync(Commit(0) with { Claims = [Claim(ModelsDev, "a/x", Named("old"))] }, Token);
        var claim = Claim(ModelsDev, "a/x", Named("new")) with { FirstSeen = Day(-3) };

        await Store.CommitAsync(Commit(0) with { At = Day(8), Claims = [claim] }, Token);

        Assert.Equal(Shown.Of(claim), Shown.Of(Assert.Single(await Store.ReadClaimsAsync(ModelsDev, Token))));
    }

    [Fact]
    public async Task What_a_source_said_before_is_read_as_far_back_as_is_asked()
    {
        await Store.CommitAsync(Commit(0) with { At = Day(1), Claims = [Claim(ModelsDev, "a/x", Named("first")), Claim(OpenAi, "a/x", Named("other")), Claim(ModelsDev, "a/y")] }, Token);
        await Store.CommitAsync(Commit(0) with { At = Day(3), Claims = [Claim(ModelsDev, "a/x", Named("second")), Claim(OpenAi, "a/x", Named("others")), Claim(ModelsDev, "a/y", Named("new"))] }, Token);
        await Store.CommitAsync(Commit(0) with { At = Day(5), Claims = [Claim(ModelsDev, "a/x", Named("third"))] }, Token);

        var all = await Store.ReadEarlierClaimsAsync(ModelsDev, [Key("a/x"), Key("a/unknown")], Day(3), Token);
        Assert.Equal(
            [(Day(1), Day(3), Shown.Of(Claim(ModelsDev, "a/x", Named("first")))), (Day(3), Day(5), Shown.Of(Claim(ModelsDev, "a/x", Named("second"))))],
            all.OrderBy(earlier => earlier.ValidFrom).Select(earlier => (earlier.ValidFrom, earlier.ValidTo, Shown.Of(earlier.Claim))));
        Assert.Equal(Day(5), Assert.Single(await Store.ReadEarlierClaimsAsync(ModelsDev, [Key("a/x")], Day(3).AddTicks(1), Token)).ValidTo);
    }

    [Fact]
    public async Task What_was_claimed_at_a_time_is_still_known()
    {
        await Store.CommitAsync(Commit(0) with { At = Day(1), Claims = [Claim(ModelsDev, "a/x", Named("old")), Claim(OpenAi, "a/x", Named("other")), Claim(ModelsDev, "a/y")] }, Token);
        await Store.CommitAsync(Commit(0) with { At = Day(3), Claims = [Claim(ModelsDev, "a/x", Named("new"))], Withdrawn = [(OpenAi, Key("a/x"))] }, Token);

        Assert.Empty(await Store.ReadClaimsAsOfAsync(Key("a/x"), Day(0), Token));
        foreach (var time in new[] { Day(1), Day(3).AddTicks(-1) })
        {
            var then = await Store.ReadClaimsAsOfAsync(Key("a/x"), time, Token);
            Assert.Equal([Shown.Of(Claim(OpenAi, "a/x", Named("other"))), Shown.Of(Claim(ModelsDev, "a/x", Named("old")))], then.OrderBy(claim => claim.Source).Select(Shown.Of));
        }

        Assert.Equal(Shown.Of(Claim(ModelsDev, "a/x", Named("new"))), Shown.Of(Assert.Single(await Store.ReadClaimsAsOfAsync(Key("a/x"), Day(3), Token))));
    }

    [Fact]
    public async Task A_withdrawn_claim_is_gone_and_no_other()
    {
        await Store.CommitAsync(
            Commit(0) with { Claims = [Claim(ModelsDev, "a/x"), Claim(ModelsDev, "a/y"), Claim(OpenAi, "a/x")] }, Token);

        await Store.CommitAsync(Commit(0) with { Withdrawn = [(ModelsDev, Key("a/x")), (ModelsDev, Key("a/never-claimed"))] }, Token);

        Assert.Equal(Key("a/y"), Assert.Single(await Store.ReadClaimsAsync(ModelsDev, Token)).Key);
        Assert.Single(await Store.ReadClaimsAsync(OpenAi, Token));
    }

    [Fact]
    public async Task A_recount_is_remembered()
    {
        var claim = Claim(OpenAi, "a/x", EveryType) with { MissingSince = Day(6), MissingRuns = 1 };
        await Store.CommitAsync(Commit(0) with { Claims = [claim] }, Token);
        var recounted = claim with { MissingRuns = 2 };

        await Store.CommitAsync(Commit(0) with { Recounted = [recounted] }, Token);

        Assert.Equal(Shown.Of(recounted), Shown.Of(Assert.Single(await Store.ReadClaimsAsync(OpenAi, Token))));
    }

    [Fact]
    public async Task The_claims_on_some_keys_are_those_of_all_sources()
    {
        await Store.CommitAsync(
            Commit(0) with { Claims = [Claim(ModelsDev, "a/x"), Claim(OpenAi, "a/x"), Claim(OpenAi, "a/y"), Claim(OpenAi, "a/z")] }, Token);

        var claims = await Store.ReadClaimsAsync([Key("a/x"), Key("a/z"), Key("a/unknown"), Key("a/x")], Token);

        Same.Texts(
            ["connection:openai a/x", "connection:openai a/z", "models_dev a/x"],
            claims.Select(claim => $"{claim.Source} {claim.Key}").Order(StringComparer.Ordinal));
        Assert.Empty(await Store.ReadClaimsAsync(Array.Empty<ModelKey>(), Token));
        Assert.Empty(await Store.ReadClaimsAsync(new SourceId("nobody"), Token));
    }

    [Fact]
    public async Task Sources_get_indexes_in_turn_and_keep_them()
    {
        Assert.Equal(0, await Store.RegisterAsync(ModelsDev, Token));
        Assert.Equal(1, await Store.RegisterAsync(OpenAi, Token));
        Assert.Equal(0, await Store.RegisterAsync(ModelsDev, Token));
        await Store.CommitAsync(Commit(0) with { Claims = [Claim(SourceId.Overrides, "a/x")] }, Token);

        Assert.Equal([ModelsDev, OpenAi, SourceId.Overrides], (await Store.LoadAsync(Token)).Sources);
    }

    [Fact]
    public async Task There_is_room_for_256_sources_and_one_more_is_refused()
    {
        for (var i = 0; i < 256; i++)
        {
            Assert.Equal(i, await Store.RegisterAsync(SourceId.Connection($"c{i}"), Token));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.RegisterAsync(OpenAi, Token));
    }

    [Fact]
    public async Task Confirming_a_source_writes_its_state_and_no_event()
    {
        var state = State(ModelsDev);

        await Store.ConfirmAsync(State(ModelsDev) with { ConfirmedAt = Day(1), ETag = null }, Token);
        await Store.ConfirmAsync(state, Token);

        Assert.Equal(Shown.Of(state), Shown.Of(Assert.Single(await Store.ReadSourcesAsync(Token))));
        Assert.Equal(0, (await Log.HeadAsync(Token)).Position);
    }

    [Fact]
    public async Task The_state_of_a_source_is_written_with_its_commit()
    {
        await Store.CommitAsync(Commit(0, Model("a/x")) with { State = State(OpenAi) }, Token);

        Assert.Equal(Shown.Of(State(OpenAi)), Shown.Of(Assert.Single(await Store.ReadSourcesAsync(Token))));
    }

    [Fact]
    public async Task A_document_is_kept_with_a_commit_and_without_one()
    {
        var large = Document.From(Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 7)).ToArray(), "application/json", Day(1));
        var small = Document.From("{}"u8.ToArray(), "text/plain", Day(2));
        var empty = Document.From(ReadOnlyMemory<byte>.Empty, "text/plain", Day(2));

        await Store.CommitAsync(Commit(0) with { Documents = [large, large] }, Token);
        await Store.KeepAsync([small, large, empty], Token);

        Assert.Equal(large.Content.ToArray(), await ReadAsync(large));
        Assert.Equal(small.Content.ToArray(), await ReadAsync(small));
        Assert.Empty(await ReadAsync(empty));
        Assert.Null(await Store.ReadDocumentAsync(DocumentHash.Of("other"u8), Token));
    }

    [Fact]
    public async Task A_claim_may_name_a_document_that_is_kept_later()
    {
        var document = Document.From("later"u8.ToArray(), "text/plain", Day(1));
        var claim = Claim(OpenAi, "a/x") with { Slice = new(document.Hash, 0, 5) };
        await Store.CommitAsync(Commit(0) with { Claims = [claim] }, Token);
        Assert.Null(await Store.ReadDocumentAsync(document.Hash, Token));

        await Store.KeepAsync([document], Token);

        Assert.Equal(claim.Slice, Assert.Single(await Store.ReadClaimsAsync(OpenAi, Token)).Slice);
        Assert.Equal(document.Content.ToArray(), await ReadAsync(document));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    private async Task<byte[]> ReadAsync(Document document)
    {
        var content = await Store.ReadDocumentAsync(document.Hash, Token);
        Assert.NotNull(content);
        return content.Value.ToArray();
    }

    private static SourceState State(SourceId source) => new()
    {
        Source = source,
        ETag = "W/\"1\"",
        Url = "https://models.dev/api.json",
        RawHash = "aa",
        ContentHash = "bb",
        ConfirmedAt = Day(5),
        PendingMissing = 4,
        Claims = 8218,
    };
}
