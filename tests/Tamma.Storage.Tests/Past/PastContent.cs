using System.Collections.Immutable;
using System.Text;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Discovery;
using Tamma.Search.Analytics;
using Tamma.Search.Embedding;
using Tamma.Security;
using Tamma.Notifications.Calm;
using Tamma.Storage.Tests.Contracts;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Past;

/// <summary>A few dozen rows with everything in them, and all of it as text.</summary>
internal static class PastContent
{
    private static readonly EmbeddingSpace s_space = new("http://x/v1", "small", 2);
    private static readonly TextHash s_text = TextHash.Of("ä");
    private static readonly Document s_document = Document.From(Encoding.UTF8.GetBytes("{\"data\":[\"ä\"]}"), "application/json", Day(1));

    public static async Task WriteAsync(Stores stores, CancellationToken token)
    {
        foreach (var source in (SourceId[])[ModelsDev, OpenAi, SourceId.Overrides])
        {
            await stores.Catalog.RegisterAsync(source, token);
        }

        var full = Model("openrouter/anthropic/claude:beta@1", EveryType) with { Offers = [Offer("openai"), Offer("work") with { AccessReason = "not for you", VerifiedAt = Day(2) }] };
        var gone = Model("openai/gone");
        var first = Commit(0, [full, gone, Model("openai", ProviderFields), .. Enumerable.Range(1, 20).Select(i => Model($"openai/m{i}"))]) with
        {
            Documents = [s_document],
            State = new() { Source = OpenAi, ETag = "\"e\"", Url = "https://x", RawHash = "r", ContentHash = "c", ConfirmedAt = Day(1), PendingMissing = 1, Claims = 3 },
            Claims =
            [
                Claim(OpenAi, "openai/m1", EveryType) with { Kind = ClaimKind.Offer, Access = Access.NoCredential, AccessReason = "no \"key\"", VerifiedAt = Day(2), Slice = new(s_document.Hash, 1, 5) },
                Claim(ModelsDev, "openai", ProviderFields), Claim(ModelsDev, "openai/m1"), Claim(ModelsDev, "openai/m2"),
            ],
        };
        var (_, last) = await stores.Catalog.CommitAsync(first, token);
        (_, last) = await stores.Catalog.CommitAsync(
            Commit(last, gone.Removed(3), Model("openai/m1", version: 2) with { Availability = Availability.Missing, MissingSince = Day(3) }) with
            {
                At = Day(3),
                Facts = [(full with { Origins = Origins(full.Values, 12) }, Event("model_facts_changed", full.Key))],
                Events = [Event("run_finished") with { Actor = "ada", RunId = Guid.CreateVersion7(), Connection = "work" }],
                Claims = [Claim(ModelsDev, "openai/m1", Named("said anew"))],
                Recounted = [first.Claims[0] with { MissingRuns = 2 }],
                Withdrawn = [(ModelsDev, Key("openai/m2"))],
            },
            token);
        var review = Review(3) with { Model = Key("openai/m1"), Field = "cost.input", Old = EveryType[Field("cost.input")], Proposed = EveryType[Extra("alpha")], Models = [Key("openai"), Key("openai/m1")] };
        await stores.Reviews.SaveAsync([review, Review(4, ReviewState.Flagged)], [Event("review_opened", Key("openai/m1"))], token);
        await stores.Runs.SaveAsync(
            Run(OpenAi, 3, RunState.Held) with
            {
                StartedAt = Day(4),
                FinishedAt = Day(5),
                Fault = "rate_limited",
                Sentence = "openai said to wait.",
                Counts = new() { Listed = 41, Added = 2 },
                Documents = [s_document.Hash],
                UnknownFields = ImmutableSortedDictionary<string, int>.Empty.Add("x", 1),
                Rules = ImmutableSortedDictionary<string, int>.Empty.Add("zero_is_unknown", 4),
                Findings = ImmutableSortedDictionary<string, int>.Empty.Add("HIGH_COST", 2),
                FirstPosition = 1,
                LastPosition = last,
                Review = review.Id,
            },
            token);
        await stores.Connections.SaveAsync(Connection("work") with { Enabled = false }, [], token);
        await stores.Connections.SaveAsync(Override("openai"), [], token);
        await stores.Health.SaveAsync(HealthSample(1), HealthState("openai"), 9, Day(0), [], token);
        await stores.Health.SaveAsync(HealthSample(2) with { ResponseTime = null, Fault = null }, HealthState("openai") with { Fault = null }, 9, Day(0), [], token);
        await stores.Keys.AddAsync(ApiKey.Create("ci", Day(1)).Key, token);
        await stores.Cursors.AdvanceAsync("search", new((await stores.Log.HeadAsync(token)).LogId, 7), token);
        await WriteOperatorsAsync(stores, token);
    }

    private static async Task WriteOperatorsAsync(Stores stores, CancellationToken token)
    {
        var parts = Review(5) with { Parts = [new(Key("openai/m1"), "cost.input", EveryType[Field("cost.input")], null, Returns: true), new(Key("openai/m3"), "limit.output", null, EveryType[Extra("alpha")])] };
        await stores.Reviews.SaveAsync([parts], [Event("review_opened")], token);
        await stores.Overrides.SaveAsync(
            [
                Override(1) with { Key = Key("openai/m1"), Reason = "our \"contract\"", ExpiresAt = Day(9), Upstream = FieldValue.Number(2), MovedTo = FieldValue.Number(3), MovedAt = Day(2) },
                Override(2) with { EndedAt = Day(3), EndedBy = "bob", EndReason = "over" },
            ],
            [Event("override_set", Key("openai/m1"))],
            token);
        await stores.Retirements.TellAsync([(new(Key("openai/m1"), "2026-05", 30), Event("retirement_near", Key("openai/m1")))], token);
        await stores.Embeddings.WriteAsync(s_space, [KeyValuePair.Create(s_text, (float[])[0.6f, -0.8f]), KeyValuePair.Create(TextHash.Of("another"), (float[])[1, 0])], Day(1), token);
        await stores.Embeddings.WriteAsync(s_space with { Dimensions = null }, [KeyValuePair.Create(s_text, (float[])[0, 0, 1])], Day(1), token);
        await stores.Embeddings.ServeAsync(s_space, [s_text], Day(2), token);
        var asked = new AskedCounts();
        asked.Add(0, true, TimeSpan.FromMicroseconds(40), ["klaud"]);
        asked.Add(7, false, TimeSpan.FromMilliseconds(3), ["klaud"]);
        var form = new AskedForm("klaud 4.8", "tool_call", "not ending", "-cost.input", ModelScope.All);
        await stores.Asked.AddAsync(new(Guid.Empty, 1, [new(new(2026, 6, 1), form, asked)], [new(new(2026, 6, 1), 2)]), 9, token);
        var benchmark = BenchmarkStoreContract.Run(6) with { State = BenchmarkState.Completed, StartedAt = Day(7), FinishedAt = Day(8), Sentence = "40 of 40", Verdict = LoadVerdict.Valid, WorstCost = 0.00000012345m, Samples = 2 };
        await stores.Benchmarks.AddSamplesAsync(benchmark.Id, 0, new(2, "{\"index\":0}\n{\"index\":1}\n"u8.ToArray()), token);
        await stores.Benchmarks.EndAsync(benchmark, Encoding.UTF8.GetBytes("{\"verdict\":\"valid\"}"), [Event("benchmark_completed", Key("openai/m1"))], token);
        await WriteDeliveriesAsync(stores, token);
    }

    public static async Task<string> ReadAsync(Stores stores, CancellationToken token)
    {
        var text = new StringBuilder();
        void Add(params IEnumerable<object?> lines) => text.AppendJoin('\n', lines).Append('\n');

        // What an earlier schema had no place for leaves its text as it was.
        void AddNew(IEnumerable<string> lines) => text.Append(string.Concat(lines.Select(line => line + "\n")));

        var catalog = await stores.Catalog.LoadAsync(token);
        Add(catalog.Head, await stores.Log.HeadAsync(token), string.Join(' ', catalog.Sources), await stores.Cursors.ReadAsync("search", token));
        Add(catalog.Rows.OrderBy(row => row.Key).Select(Shown.Of));
        for (var position = 0L; position <= catalog.Head.Position; position += 5)
        {
            Add($"as of {position}", string.Join(' ', (await stores.Catalog.ReadAsOfAsync(position, (string?)null, token)).Select(row => $"{row.Key}#{row.Version}")));
        }

        foreach (var row in catalog.Rows.Where(row => row.Version > 1))
        {
            Add((await stores.Catalog.ReadVersionsAsync(row.Key, int.MaxValue, 9, token)).Select(version => $"{Shown.Of(version.ValidFrom)} {Shown.Of(version.ValidTo)} {Shown.Of(version.Model)}"));
        }

        Add($"position on day 2: {await stores.Catalog.PositionAtAsync(Day(2), token)}");
        foreach (var source in catalog.Sources)
        {
            Add((await stores.Catalog.ReadClaimsAsync(source, token)).OrderBy(claim => claim.Key).Select(Shown.Of));
        }

        Add((await stores.Catalog.ReadSourcesAsync(token)).Select(Shown.Of));
        Add((await stores.Log.ReadAsync(0, 999, [], token)).Select(envelope => $"{envelope.Position} {Shown.Of(envelope.Event)}"));
        Add((await stores.Runs.ReadAsync(null, 99, token)).Select(Shown.Of));
        Add((await stores.Reviews.ReadAsync(new ReviewFilter(), 99, token)).Select(Shown.Of));
        Add((await stores.Keys.ReadAsync(token)).Select(Shown.Of));
        text.AppendJoin("", (await stores.Connections.ReadAsync(token)).Select(connection => Shown.Of(connection) + "\n"));
        foreach (var state in await stores.Health.ReadStatesAsync(token))
        {
            Add(state);
            Add(await stores.Health.ReadSamplesAsync(state.Connection, 9, token));
        }

        AddNew((await stores.Overrides.ReadAsync(new OverrideQuery(), token)).Select(Shown.Of));
        AddNew((await stores.Retirements.ReadAsync(token)).Select(notice => $"{notice}").Order(StringComparer.Ordinal));
        foreach (var space in await stores.Embeddings.ReadServedAsync(token) is { } served ? [served, served with { Dimensions = null }] : (EmbeddingSpace[])[])
        {
            AddNew((await stores.Embeddings.ReadAsync(space, [s_text], token)).Select(pair => FormattableString.Invariant($"{space} {string.Join(' ', pair.Value)}")));
        }

        var asked = await stores.Asked.ReadAsync(DateOnly.MinValue, DateOnly.MaxValue, token);
        AddNew(asked.Forms.Select(one => $"{one.Form} {one.Counts.Asked} {one.Counts.Empty} {one.Counts.StoodIn} {string.Join(' ', one.Counts.Unknown)} {string.Join(',', one.Counts.Latency.ToArray())} {asked.Dropped}"));

        foreach (var subscription in await stores.Subscriptions.ReadAsync(token))
        {
            AddNew([SubscriptionSamples.Told(subscription)]);
            foreach (var delivery in await stores.Deliveries.ReadAsync(new() { Subscription = subscription.Id }, token))
            {
                AddNew([$"{delivery with { Positions = [] }}".Replace($", Shape = {MessageShape.Each}", "", StringComparison.Ordinal) + $" {string.Join(' ', delivery.Positions)}", .. (await stores.Deliveries.ReadAttemptsAsync(delivery.Id, token)).Select(attempt => $"{attempt}")]);
            }
        }

        await AddBenchmarksAsync(stores, text, token);
        Add(Encoding.UTF8.GetString((await stores.Catalog.ReadDocumentAsync(s_document.Hash, token) ?? default).Span));
        return text.ToString();
    }

    private static async Task WriteDeliveriesAsync(Stores stores, CancellationToken token)
    {
        var subscription = SubscriptionSamples.Subscription(1);
        var head = await stores.Log.HeadAsync(token);
        await stores.Subscriptions.AddAsync(subscription, new(head.LogId, 0), [], token);
        await stores.Deliveries.QueueAsync(subscription.Id, new(head.LogId, 0), new(head.LogId, 3), [SubscriptionSamples.Draft("one", 1), SubscriptionSamples.Draft("two", 2, 3), SubscriptionSamples.Draft("three", 1, 2, 3) with { Shape = MessageShape.Folded }], token);
        var first = (await stores.Deliveries.ReadQueuedAsync(subscription.Id, ordered: true, 1, token))[0];
        await stores.Deliveries.RecordAsync(first with { Attempts = 1, NextAt = Day(5), Status = 503 }, SubscriptionSamples.Attempt(first.Id, 1, 503), true, token);
    }

    private static async Task AddBenchmarksAsync(Stores stores, StringBuilder text, CancellationToken token)
    {
        foreach (var benchmark in await stores.Benchmarks.ReadAsync(null, null, 99, token))
        {
            text.Append(BenchmarkStoreContract.Told(benchmark)).Append('\n').Append(Encoding.UTF8.GetString((await stores.Benchmarks.ReadReportAsync(benchmark.Id, token))!.Value.Span)).Append('\n');
            await foreach (var batch in stores.Benchmarks.ReadSamplesAsync(benchmark.Id, token))
            {
                text.Append(Encoding.UTF8.GetString(batch.Lines.Span));
            }
        }
    }
}
