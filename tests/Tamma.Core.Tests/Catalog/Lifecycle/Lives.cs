using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Core.Tests.Catalog.Lifecycle;

/// <summary>Rows that live and end.</summary>
internal static class Lives
{
    public static readonly DateTimeOffset Now = Any.Now;

    private static readonly Gen<string?> s_date = Gen.OneOf<string?>(
        Gen.Const((string?)null), Gen.OneOf("2026-11-23", "2026-11-22", "2026-12", "2026-11", "2026", "2027", "2025-05-31", "soon", "").Select(text => (string?)text));

    private static readonly Gen<string?> s_status = Gen.OneOf("", "active", "alpha", "beta", "deprecated", "retired", "legacy").Select(text => text is "" ? null : (string?)text);

    /// <summary>All kinds of statements in all kinds of availability.</summary>
    public static readonly Gen<Model> AnyLife = Gen.Select(s_status, s_date, s_date, Gen.Int[0, 2], Gen.Enum<Availability>(), Gen.Int[0, 2]).Select((status, end, since, preview, availability, offers) =>
    {
        (string, object)[] values = [("status", status!), ("shutdown_date", end!), ("deprecated_at", since!), ("preview", preview switch { 0 => null!, 1 => true, _ => false })];
        return Row("acme/a", [.. values.Where(pair => pair.Item2 is not null)]) with
        {
            Availability = availability,
            MissingSince = availability is Availability.Missing ? Now.AddDays(-1) : null,
            RemovedAt = availability is Availability.Removed ? Now.AddDays(-1) : null,
            Offers = [.. Enumerable.Range(0, availability is Availability.Removed ? 0 : offers).Select(n => new Offer
            {
                Connection = $"c{n}",
                Access = Access.Callable,
                Terms = FieldSet.Empty,
                MissingSince = availability is Availability.Missing ? Now.AddDays(-1) : null,
            })],
        };
    });

    /// <param name="key">provider/id.</param>
    /// <param name="values">Fields by their paths; each is said by source 0 since 2026-10-01.</param>
    public static Model Row(string key, params ReadOnlySpan<(string Path, object Value)> values)
    {
        var fields = new FieldSet.Builder();
        foreach (var (path, value) in values)
        {
            fields.Set(FieldRegistry.Models[path], value switch
            {
                string text => FieldValue.Text(text),
                bool flag => FieldValue.Flag(flag),
                int number => FieldValue.Number(number),
                _ => FieldValue.Number((decimal)value),
            });
        }

        var set = fields.Build();
        return new()
        {
            Key = ModelKey.TryParse(key, out var parsed) ? parsed : throw new ArgumentException(key),
            Availability = Availability.Listed,
            Values = set,
            Origins = [.. set.Select(_ => new Origin(0, Origin.DayOf(new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero)), 90, Disputed: false))],
            FirstSeen = Now.AddDays(-100),
            Version = 1,
            Since = Now.AddDays(-1),
        };
    }

    public static Model Offered(this Model model) =>
        model with { Offers = [new() { Connection = "acme", Access = Access.Callable, Terms = FieldSet.Empty }] };

    public static Model Removed(this Model model, DateTimeOffset at) => model with { Availability = Availability.Removed, RemovedAt = at, Offers = [] };

    public static Model Missing(this Model model, DateTimeOffset since) => model with { Availability = Availability.Missing, MissingSince = since };

    public static CatalogSnapshot Snapshot(params Model[] rows) => CatalogSnapshot.Empty(Guid.Empty)
        .WithSources([SourceId.Connection("acme"), SourceId.Overrides])
        .WithConnections([new("acme", "acme", Simulated: false)])
        .With(rows, 1, Now);
}
