using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Providers.Health;
using Tamma.Security;

namespace Tamma.Storage.Tests;

/// <summary>Rows to write. Times are whole days after a fixed one, plus one tick, so that a lost tick is seen.</summary>
internal static class Samples
{
    public static SourceId ModelsDev => SourceId.ModelsDev;

    public static SourceId OpenAi { get; } = SourceId.Connection("openai");

    /// <summary>One field of every type, money with many digits, words in their order, and leaves that nobody registered.</summary>
    public static FieldSet EveryType { get; } = new FieldSet.Builder()
        .Set(Field("name"), FieldValue.Text("Größe \"7\" 🙂"))
        .Set(Field("reasoning"), FieldValue.Flag(false))
        .Set(Field("tool_call"), FieldValue.Flag(true))
        .Set(Field("reasoning_options"), Json("""[{"type":"effort","values":["low","high"]}]"""))
        .Set(Field("modalities.input"), FieldValue.Words(["text", "image", "pdf"]))
        .Set(Field("variants"), FieldValue.Words([]))
        .Set(Field("limit.context"), FieldValue.Number(1_048_576))
        .Set(Field("cost.input"), FieldValue.Number(0.0000000000000000000123456789m))
        .Set(Field("cost.output"), FieldValue.Number(12345678901234567890.12345678m))
        .Set(Field("knowledge"), FieldValue.Text("2025-09"))
        .Set(Extra("zeta.flag"), Json("true"))
        .Set(Extra("alpha"), Json("""{"a":[1,2.50,"ä"],"b":null}"""))
        .Build();

    public static FieldSet ProviderFields { get; } = new FieldSet.Builder()
        .Set(FieldRegistry.Providers["name"], FieldValue.Text("OpenAI"))
        .Set(FieldRegistry.Providers["env"], FieldValue.Words(["OPENAI_API_KEY"]))
        .Build();

    public static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddTicks(1);

    public static Field Field(string path) => FieldRegistry.Models[path];

    public static Field Extra(string path) => FieldRegistry.Models.FindOrExtra(path);

    public static FieldValue Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FieldValue.Json(CanonicalJson.From(document.RootElement));
    }

    public static ModelKey Key(string text) => ModelKey.TryParse(text, out var key) ? key : ModelKey.ForProvider(text);

    public static FieldSet Named(string name) => new FieldSet.Builder().Set(Field("name"), FieldValue.Text(name)).Build();

    /// <summary>A listed row with an origin for each value, no two alike.</summary>
    public static Model Model(string key, FieldSet? values = null, int version = 1)
    {
        values ??= Named($"{key} {version}");
        return new()
        {
            Key = Key(key),
            Availability = Availability.Listed,
            Values = values,
            Origins = Origins(values, 90),
            FirstSeen = Day(1),
            Version = version,
        };
    }

    public static ImmutableArray<Origin> Origins(FieldSet values, byte confidence) =>
        [.. Enumerable.Range(0, values.Count).Select(i => new Origin((byte)(i % 3), 20_000 + i, confidence, i % 2 == 1))];

    public static Model Removed(this Model model, int day) =>
        model with { Availability = Availability.Removed, MissingSince = Day(day - 1), RemovedAt = Day(day), Version = model.Version + 1 };

    public static Offer Offer(string connection) => new()
    {
        Connection = connection,
        Access = Access.Refused,
        MissingSince = Day(4),
        Terms = new FieldSet.Builder().Set(Field("cost.input"), FieldValue.Number(1.25m)).Set(Extra("tier"), Json("\"plus\"")).Build(),
    };

    public static Claim Claim(SourceId source, string key, FieldSet? values = null) => new()
    {
        Source = source,
        Key = Key(key),
        Kind = ClaimKind.Reference,
        SourceRef = "as the source says: " + key,
        Values = values ?? Named(key),
        FirstSeen = Day(2),
    };

    public static EventDraft Event(string type, ModelKey? key = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = type,
        OccurredAt = Day(1),
        Provider = key?.Provider,
        ModelId = key?.Id,
        Data = Encoding.UTF8.GetBytes($$"""{"type":"{{type}}"}"""),
    };

    /// <summary>A commit of these rows, each with its event, on day one.</summary>
    public static CatalogCommit Commit(long expected, params ReadOnlySpan<Model> models)
    {
        var versions = ImmutableArray.CreateBuilder<(Model, EventDraft)>();
        foreach (var model in models)
        {
            versions.Add((model, Event(model.Version == 1 ? "model_added" : "model_updated", model.Key)));
        }

        return new() { ExpectedPosition = expected, At = Day(1), Versions = versions.ToImmutable() };
    }

    /// <summary>The operator's price of <c>a/x</c>, of a day that is its number.</summary>
    public static Override Override(int number) => new()
    {
        Id = new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Batch = Guid.Parse("00000000-0000-0000-0000-0000000000aa"),
        Key = Key("a/x"),
        Field = "cost.input",
        Value = FieldValue.Number(number + 0.125m),
        Author = "ada",
        CreatedAt = Day(number),
    };

    /// <summary>A connection with everything in it.</summary>
    public static StoredConnection Connection(string id) => new()
    {
        Id = id,
        Origin = ConnectionOrigin.Stored,
        Enabled = true,
        CreatedAt = Day(1),
        UpdatedAt = Day(2),
        CreatedBy = "ada",
        Definition = new()
        {
            Id = id,
            Type = "openai_compatible",
            Provider = "acme",
            Url = new("https://api.acme.example/v1"),
            Credential = CredentialReference.Environment("ACME_KEY"),
            Username = "ümit",
            Headers = ImmutableDictionary<string, string>.Empty.Add("X-Team", "a \"b\"").Add("X-Other", "c"),
            Interval = TimeSpan.FromSeconds(90.5),
            Listings = ListingScope.All,
            Bills = true,
            Optional = true,
            Include = ["gpt-*", "o?"],
            Exclude = ["*-preview"],
            Limits = new()
            {
                RequestTimeout = TimeSpan.FromSeconds(5),
                RunTimeout = TimeSpan.FromMinutes(1),
                Attempts = 2,
                BaseDelay = TimeSpan.FromMilliseconds(10),
                MaxDelay = TimeSpan.FromSeconds(3),
                RequestsPerSecond = 0.5,
                Burst = 4,
                Concurrency = 2,
            },
            Settings = ImmutableDictionary<string, string>.Empty.Add("organization", "org-1"),
        },
    };

    /// <summary>Only that a configured one is switched off.</summary>
    public static StoredConnection Override(string id) => new()
    {
        Id = id,
        Origin = ConnectionOrigin.Configured,
        Enabled = false,
        CreatedAt = Day(3),
        UpdatedAt = Day(3),
    };

    public static Run Run(SourceId source, int day, RunState state) => new()
    {
        Id = Guid.CreateVersion7(Day(day)),
        Source = source,
        Trigger = RunTrigger.Manual,
        State = state,
        QueuedAt = Day(day),
    };

    public static HealthSample HealthSample(int day, HealthOutcome outcome = HealthOutcome.Failed) =>
        new("openai", Day(day), outcome, ProviderFault.TimedOut, TimeSpan.FromTicks(1_234_567), HealthSource.Check);

    public static HealthState HealthState(string connection) => new()
    {
        Connection = connection,
        Status = HealthStatus.Unhealthy,
        Since = Day(1),
        Sentence = "It does not answer.",
        Fault = ProviderFault.TimedOut,
        Failures = 3,
        Successes = 4,
        Imperfect = 5,
    };

    public static Review Review(int day, ReviewState state = ReviewState.Open) => new()
    {
        Id = Guid.CreateVersion7(Day(day)),
        Kind = ReviewKind.PriceJump,
        State = state,
        Source = OpenAi,
        Provider = "openai",
        Sentence = "The price rose tenfold.",
        Fingerprint = "f",
        RunId = Guid.CreateVersion7(),
        OpenedAt = Day(day),
        LastSeenAt = Day(day),
    };
}
