using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Discovery.Verification;
using Tamma.Providers;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Discovery.Verification;

public sealed class VerificationPlanTests
{
    private static readonly ConnectionOptions s_hosted = new()
    {
        Id = "acme",
        Provider = "acme",
        Type = "openai_compatible",
        Url = new("https://api.example.com/v1"),
        Interval = TimeSpan.FromHours(1),
    };

    [Fact]
    public void What_is_paid_is_called_when_asked_for_and_under_the_cap_and_what_is_free_always()
    {
        var snapshot = Snapshot(Model("free", 0, 0), Model("paid", 3, 15), Model("unpriced"), Model("dear", 3_000, 15_000));

        Assert.Equal(
            ["acme/dear it costs money", "acme/free", "acme/paid it costs money", "acme/unpriced its price is not known"],
            Plan(snapshot, new() { Provider = "acme" }));
        Assert.Equal(
            ["acme/dear the cap of $0.01 would be passed", "acme/free", "acme/paid", "acme/unpriced"],
            Plan(snapshot, new() { Provider = "acme", Paid = true }));
    }

    [Fact]
    public void On_this_machine_everything_is_free()
    {
        var snapshot = Snapshot(Model("unpriced"));

        Assert.Equal(["acme/unpriced"], Plan(snapshot, new() { Connection = "acme" }, s_hosted with { Url = new("http://127.0.0.1:8000/v1") }));
    }

    [Fact]
    public void What_does_not_talk_is_not_called_and_what_is_missing_is_not_meant()
    {
        var embedding = Model("embed", 0, 0, ("type", FieldValue.Text("embedding")));
        var painter = Model("paint", 0, 0, ("modalities.output", FieldValue.Words(["image"])));
        var gone = Model("gone", 0, 0) with { Availability = Availability.Missing };

        Assert.Equal(
            ["acme/embed it is no model that talks", "acme/paint it is no model that talks"],
            Plan(Snapshot(embedding, painter, gone), new() { Provider = "ACME" }));
        Assert.Empty(Plan(Snapshot(gone), new() { Keys = [gone.Key] }));
    }

    [Fact]
    public void What_is_reserved_together_never_passes_the_cap() =>
        Gen.Select(Gen.Int[0, 2_000], Gen.Int[0, 8_000]).Array[0, 12].Select(Gen.Int[0, 50]).Sample((prices, cents) =>
        {
            var models = prices.Select((price, index) => Model($"m{index}", price.Item1, price.Item2)).ToArray();
            var request = new VerificationRequest { Provider = "acme", Paid = true, Cap = cents / 100m };

            var targets = VerificationPlan.Of(request, Snapshot(models), _ => s_hosted);

            Assert.Equal(models.Length, targets.Length);
            Assert.True(targets.Where(target => target.Skipped is null).Sum(target => target.WorstCost!.Value) <= request.Cap);
        });

    [Fact]
    public void The_cost_is_what_the_provider_counted_and_unknown_where_it_did_not()
    {
        var model = Model("m", 2, 10);

        Assert.Equal(0.000032m, VerificationPlan.Cost(model, model.Offers[0], new() { Input = 11, Output = 1 }, isFree: false));
        Assert.Null(VerificationPlan.Cost(model, model.Offers[0], new() { Input = 11 }, isFree: false));
        Assert.Null(VerificationPlan.Cost(Model("m"), Model("m").Offers[0], new() { Input = 11, Output = 1 }, isFree: false));
        Assert.Equal(0.5m, VerificationPlan.Cost(model, model.Offers[0], new() { Cost = 0.5m }, isFree: false));
        Assert.Equal(0, VerificationPlan.Cost(model, model.Offers[0], null, isFree: true));
    }

    [Fact]
    public void The_accounts_own_price_counts_before_the_models()
    {
        var model = Model("m", 2, 10);
        var own = model.Offers[0] with { Terms = new FieldSet.Builder().Set(FieldRegistry.Models["cost.input"], FieldValue.Number(4)).Build() };

        Assert.Equal(0.000054m, VerificationPlan.Cost(model, own, new() { Input = 11, Output = 1 }, isFree: false));
        Assert.True(VerificationPlan.WorstCost(model, own, ChatCheck.Image) > VerificationPlan.WorstCost(model, own, ChatCheck.Text));
    }

    private static string[] Plan(CatalogSnapshot snapshot, VerificationRequest request, ConnectionOptions? connection = null) =>
    [
        .. VerificationPlan.Of(request, snapshot, id => id == "acme" ? connection ?? s_hosted : null)
            .Select(target => target.Skipped is { } why ? $"{target.Key} {why.Split(';', ',', '(')[0].Trim()}" : target.Key.ToString()),
    ];

    private static CatalogSnapshot Snapshot(params Model[] models) => CatalogSnapshot.Empty(Guid.CreateVersion7()).With(models, 1, Any.Now);

    private static Model Model(string id, decimal? input = null, decimal? output = null, params ReadOnlySpan<(string Field, FieldValue Value)> more)
    {
        var fields = new FieldSet.Builder();
        fields.SetKnown(FieldRegistry.Models["cost.input"], input is { } dollars ? FieldValue.Number(dollars) : null);
        fields.SetKnown(FieldRegistry.Models["cost.output"], output is { } other ? FieldValue.Number(other) : null);
        foreach (var (field, value) in more)
        {
            fields.Set(FieldRegistry.Models[field], value);
        }

        var values = fields.Build();
        return new()
        {
            Key = new("acme", id),
            Availability = Availability.Listed,
            Values = values,
            Origins = [.. values.Select(_ => new Origin(0, 0, 90, Disputed: false))],
            Offers = [new() { Connection = "acme", Access = Access.Unverified, Terms = FieldSet.Empty }],
            Position = 1,
        };
    }
}
