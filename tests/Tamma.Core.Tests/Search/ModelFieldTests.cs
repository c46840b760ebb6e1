using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Core.Tests.Catalog.Lifecycle;
using Tamma.Filters;
using Tamma.Search;
using Xunit;
using static Tamma.Filters.FilterTruth;

namespace Tamma.Core.Tests.Search;

public sealed class ModelFieldTests
{
    private static readonly CatalogSnapshot s_snapshot = CatalogSnapshot.Empty(Guid.CreateVersion7())
        .WithSources([SourceId.ModelsDev, SourceId.LiteLlm])
        .WithConnections([new("work", "acme", Simulated: false), new("off", "acme", Simulated: true, Enabled: false), new("home", "ollama", Simulated: false, IsLocal: true)]);

    private static readonly Model s_priced = Lives.Row("acme/Lab/m:1", ("limit.context", 200_000), ("cost.input", 1m), ("cost.output", 5m), ("tool_call", true), ("release_date", "2026-05"), ("name", "M One"));

    [Fact]
    public void Every_registered_field_and_every_capability_that_can_be_told_has_one()
    {
        Assert.All(FieldRegistry.Models.Fields, field => Assert.Equal(field, ModelFields.Of(field.Path).Registered));
        Assert.All(CapabilityRegistry.Standard.Definitions.Where(one => !one.Evidence.IsEmpty), one => Assert.Equal(one, ModelFields.Of(one.Name).Capability));
        Assert.All(ModelFields.All, field => Assert.Same(field, ModelFields.Of(field.Filter)));
        Assert.All(ModelFields.All, field => Assert.EndsWith(".", field.Filter.Meaning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("context>=200k and cost.input<2 and tool_call and not deprecated", Yes)]
    [InlineData("input_price<1", No)]
    [InlineData("price = 2", Yes)] // three in, one out: (3 × 1 + 5) / 4
    [InlineData("price.1:1 = 3 and price.0:1 = 5 and price.3:1 = 2 and price.10:1<1.4", Yes)]
    [InlineData("cost.cache_read<1", Unknown)]
    [InlineData("paid", Yes)]
    [InlineData("free", No)]
    [InlineData("pricing_status = known", Yes)]
    [InlineData("provider = acme and id = lab/m:1 and key = acme/lab/m:1", Yes)]
    [InlineData("released = 2026", Yes)]
    [InlineData("function_calling", Yes)]
    [InlineData("capability has tools", Yes)]
    [InlineData("capability has vision", Unknown)]
    [InlineData("long_context", Yes)]
    [InlineData("hidden", No)]
    [InlineData("tags has prod", No)]
    [InlineData("notes is unknown", Yes)]
    [InlineData("reference and not mine and not callable", Yes)]
    [InlineData("stage = active and active and availability = listed", Yes)]
    [InlineData("retires is unknown", Yes)]
    [InlineData("lab = acme", Unknown)]
    [InlineData("modalities.input has image", Unknown)]
    [InlineData("first_seen<2027 and missing_since is unknown", Yes)]
    public void A_model_is_judged(string filter, FilterTruth truth) => Assert.Equal(truth, Ask(filter, s_priced));

    [Fact]
    public void A_zero_that_is_not_believed_is_no_price()
    {
        var told = Lives.Row("acme/a", ("cost.input", 0), ("cost.output", 0));
        Assert.Equal(Yes, Ask("cost.input<1 and free and price = 0", told));

        var copied = told with { Origins = [.. told.Origins.Select(origin => origin with { Source = 1 })] };
        Assert.Equal(Unknown, Ask("cost.input<1", copied));
        Assert.Equal(Yes, Ask("cost.input is unknown and price is unknown and pricing_status is unknown and pricing_status = unknown", copied));
        Assert.Equal(Unknown, Ask("free", copied));
        Assert.Equal(Unknown, Ask("paid", copied));

        var plan = Lives.Row("github-copilot/a", ("cost.input", 0), ("cost.output", 0));
        Assert.Equal(Yes, Ask("subscription and not paid and not free and price is unknown", plan));
    }

    [Fact]
    public void A_server_of_its_owner_costs_zero_though_nobody_states_it() =>
        Assert.Equal(Yes, Ask("free and price = 0 and cost.output<=0 and cost.cache_read is unknown", Offered("ollama/qwen3:8b", ("home", Access.Unverified))));

    [Fact]
    public void Offers_tell_who_may_call_it()
    {
        var model = Offered("acme/a", ("off", Access.Callable), ("work", Access.Unverified));
        Assert.Equal(Unknown, Ask("callable", model));
        Assert.Equal(Yes, Ask("mine and not reference and simulated", model));
        Assert.Equal(Yes, Ask("connection has all (work, off) and access has all (disabled, unverified) and access not has callable", model));
        Assert.Equal(Yes, Ask("callable", Offered("acme/a", ("work", Access.Callable))));
        Assert.Equal(No, Ask("callable", Offered("acme/a", ("work", Access.Refused))));
        Assert.Equal(No, Ask("mine", Offered("acme/a", ("work", Access.Refused))));
    }

    [Fact]
    public void Life_is_judged_at_a_time()
    {
        var ending = Lives.Row("acme/a", ("shutdown_date", "2026-12-31"));
        Assert.Equal(Yes, Ask("deprecated and stage = deprecated and retires<=60d from now and retires>today", ending));
        Assert.Equal(Yes, Ask("retired and deprecated and not active", ending, Lives.Now.AddDays(60)));
        Assert.Equal(Unknown, Ask("not deprecated", Lives.Row("acme/a") with { Availability = Availability.Missing, MissingSince = Lives.Now }));
    }

    [Fact]
    public void Attributes_and_leaves_that_nobody_knows_are_texts()
    {
        var model = With(("attributes.team", "\"Search\""), ("attributes.rings", """["a","b"]"""), ("attributes.seats", "5"), ("extra.moon", "true"), ("reasoning_options", """[{"type":"effort"}]"""));
        Assert.Equal(Yes, Ask("attributes.team = search and attributes.seats = 5 and extra.moon = 'true' and reasoning_options contains effort", model));
        Assert.Equal(Yes, Ask("attributes.rings = b and attributes.rings != c and attributes.other is unknown", model));
    }

    [Fact]
    public void An_empty_list_of_a_source_says_nothing()
    {
        var values = new FieldSet.Builder().Set(FieldRegistry.Models["modalities.input"], FieldValue.Words([])).Build();
        Assert.Equal(Unknown, Ask("modalities.input has image", s_priced with { Values = values }));
    }

    [Fact]
    public void A_mistake_names_the_field_that_was_meant()
    {
        var error = FilterParser.Parse("contxt>1", ModelFields.Vocabulary).Error!;
        Assert.Equal("limit.context", Assert.Single(error.Suggestions));
        Assert.Equal("provider", FilterParser.Parse("provder = x", ModelFields.Vocabulary).Error!.Suggestions[0]);
    }

    [Fact]
    public void The_real_catalogue_answers_as_counting_does()
    {
        using var document = JsonDocument.Parse(Corpus.Read("models-dev.json"));
        var (asked, counted, rows) = (0, 0, 0);
        var judge = FilterPredicate.Compile(FilterParser.Parse("context>=200k and tool_call and modalities.input has image and released>=2025-06 and not open_weights", ModelFields.Vocabulary).Expression!, ModelFields.Reader, DateOnly.FromDateTime(Lives.Now.UtcDateTime));
        foreach (var (provider, json) in document.RootElement.EnumerateObject().SelectMany(provider => provider.Value.GetProperty("models").EnumerateObject().Select(model => (provider.Name, model))))
        {
            var builder = new FieldSet.Builder();
            LeafReader.Read(json.Value, FieldRegistry.Models, builder);
            var values = builder.Build();
            var model = s_priced with { Key = new(provider, json.Name), Values = values, Origins = [.. values.Select(_ => s_priced.Origins[0])] };
            rows++;
            asked += judge(new(model, s_snapshot, Lives.Now)) is Yes ? 1 : 0;
            counted += json.Value.GetProperty("limit").GetProperty("context").GetDecimal() >= 200_000
                && Is(json.Value, "tool_call") is true
                && json.Value.GetProperty("modalities").GetProperty("input").EnumerateArray().Any(word => word.GetString() == "image")
                && json.Value.TryGetProperty("release_date", out var released) && string.CompareOrdinal(released.GetString(), "2025-06") >= 0
                && Is(json.Value, "open_weights") is false
                ? 1 : 0;
        }

        Assert.True(rows > 3_000, $"{rows} rows");
        Assert.InRange(counted, 100, rows / 2);
        Assert.Equal(counted, asked);
    }

    private static bool? Is(JsonElement json, string name) => json.TryGetProperty(name, out var flag) ? flag.GetBoolean() : null;

    private static FilterTruth Ask(string filter, Model model, DateTimeOffset? now = null)
    {
        var parse = FilterParser.Parse(filter, ModelFields.Vocabulary);
        Assert.True(parse.Error is null, parse.Error?.Message);
        var time = now ?? Any.Now;
        return FilterPredicate.Compile(parse.Expression!, ModelFields.Reader, DateOnly.FromDateTime(time.UtcDateTime))(new(model, s_snapshot, time));
    }

    private static Model Offered(string key, params ReadOnlySpan<(string Connection, Access Access)> offers)
    {
        var made = new List<Offer>();
        foreach (var (connection, access) in offers)
        {
            made.Add(new() { Connection = connection, Access = access, Terms = FieldSet.Empty });
        }

        return Lives.Row(key) with { Offers = [.. made] };
    }

    private static Model With(params ReadOnlySpan<(string Path, string Json)> values)
    {
        var builder = new FieldSet.Builder();
        foreach (var (path, json) in values)
        {
            using var document = JsonDocument.Parse(json);
            builder.Set(FieldRegistry.Models.FindOrExtra(path), FieldValue.Json(CanonicalJson.From(document.RootElement)));
        }

        return Lives.Row("acme/a") with { Values = builder.Build() };
    }
}
