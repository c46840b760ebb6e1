using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Lifecycle;
using Tamma.Catalog.Pricing;
using Tamma.Filters;
using static Tamma.Catalog.Asking.ModelFieldValues;

namespace Tamma.Catalog.Asking;

/// <summary>What no source states of a model and its row, offers and neighbours tell.</summary>
internal static class DerivedFields
{
    public static ImmutableArray<ModelField> All { get; } =
    [
        Text("key", "Provider and id.", ["ref"], static row => row.Model.Key.ToString()),
        Text("provider", "Who serves it.", ["providers"], static row => row.Model.Key.Provider),
        Text("id", "Its name at its provider.", ["model", "model_id"], static row => row.Model.Key.Id),
        Text("canonical", "The model that it is, whoever serves it: lab/slug.", ["canonical_model"], static row => Canonical(row)?.Id),
        Text("lab", "Who made it.", ["labs", "author", "authors", "model_author", "model_authors", "vendor"], static row => Canonical(row)?.Lab),
        Set<Availability>("availability", "Whether its provider lists it now.", [], static row => row.Model.Availability),
        Set<LifecycleStage>("stage", "Where it stands in its life.", ["lifecycle", "lifecycle_stage"], static row => Life(row).Stage),
        Flag("active", "Listed, and nobody says that it ends.", static row => Stage(row, LifecycleStage.Active)),
        Flag("deprecated", "Its end is announced or has come.", static row => Stage(row, LifecycleStage.Deprecated, LifecycleStage.Retired)),
        Flag("retired", "It ended as announced.", static row => Stage(row, LifecycleStage.Retired)),
        Set<PricingStatus>("pricing_status", "What is known of its price.", ["pricing"], static row => PricingRules.Of(row.Model, row.Snapshot) is var status and not PricingStatus.Unknown ? status : null, PricingStatus.Unknown),
        Flag("free", "Known to cost nothing for each token.", static row => Priced(row, PricingStatus.Free)),
        Flag("paid", "Costs a known price above zero; a subscription is not paid by the token.", static row => Priced(row, PricingStatus.Known)),
        Flag("subscription", "Paid by a plan or in its credits.", static row => Priced(row, PricingStatus.Subscription)),
        new(
            new("price", FilterType.Number, $"Input and output together, {ModelPrices.InputShare:0} to 1.") { Aliases = ["blended_price"], Unit = "USD per million tokens" },
            static row => OfPrice(ModelPrices.Blended(row.Model, row.Snapshot))),
        Words("connection", "Connections that offer it.", ["connections"], [], static row => row.Model.Offers.Where(offer => offer.MissingSince is null).Select(offer => offer.Connection)),
        Words("access", "Whether it may be called, by offer.", [], Names<Access>(), static row => row.Model.Offers.Select(offer => Name(row.Snapshot.AccessOf(offer)))),
        new(new("callable", FilterType.Flag, "A call has shown that it may be called; unknown where nobody has tried.") { Aliases = ["available_to_me"] }, Callable),
        Flag("mine", "Offered by a connection of the caller, and not refused.", static row => row.Snapshot.IsMine(row.Model)),
        Flag("reference", "Known from public claims only.", static row => row.Model.IsReference),
        Flag("simulated", "Offered by a simulated connection.", static row => row.Model.Offers.Any(offer => row.Snapshot.Connections.TryGetValue(offer.Connection, out var connection) && connection.Simulated)),
        Day("first_seen", "When it was first seen here.", [], static row => row.Model.FirstSeen),
        Day("updated", "When anything of it last changed here.", ["last_changed"], static row => row.Model.Since),
        Day("missing_since", "Since when its provider no longer lists it.", [], static row => row.Model.MissingSince),
        Day("removed_at", "When it was removed.", [], static row => row.Model.RemovedAt),
    ];

    private static ModelLifecycle Life(ModelRow row) => ModelLifecycle.Of(row.Model, row.Now);

    private static bool? Stage(ModelRow row, params ReadOnlySpan<LifecycleStage> stages) => Life(row).Stage is { } stage ? stages.Contains(stage) : null;

    private static bool? Priced(ModelRow row, PricingStatus wanted) => PricingRules.Of(row.Model, row.Snapshot) is var status and not PricingStatus.Unknown ? status == wanted : null;

    private static CanonicalModel? Canonical(ModelRow row) => (row.Identities ?? IdentityGraph.Build(row.Snapshot)).Of(row.Model.Key)?.Model;

    private static FilterValue Callable(ModelRow row)
    {
        var truth = FilterTruth.No;
        foreach (var offer in row.Model.Offers)
        {
            truth = truth.Or(row.Snapshot.AccessOf(offer) switch
            {
                Access.Callable => FilterTruth.Yes,
                Access.Unverified => FilterTruth.Unknown,
                _ => FilterTruth.No,
            });
        }

        return truth is FilterTruth.Unknown ? FilterValue.Unknown : FilterValue.Flag(truth is FilterTruth.Yes);
    }

    private static ModelField Text(string name, string meaning, ImmutableArray<string> aliases, Func<ModelRow, string?> read) =>
        new(new(name, FilterType.Text, meaning) { Aliases = aliases }, row => read(row) is { } text ? FilterValue.Text(text) : FilterValue.Unknown);

    private static ModelField Flag(string name, string meaning, Func<ModelRow, bool?> read) =>
        new(new(name, FilterType.Flag, meaning), row => read(row) is { } flag ? FilterValue.Flag(flag) : FilterValue.Unknown);

    private static ModelField Day(string name, string meaning, ImmutableArray<string> aliases, Func<ModelRow, DateTimeOffset?> read) =>
        new(new(name, FilterType.Date, meaning) { Aliases = aliases }, row => OfDay(read(row)));

    private static ModelField Words(string name, string meaning, ImmutableArray<string> aliases, ImmutableArray<string> values, Func<ModelRow, IEnumerable<string>> read) =>
        new(new(name, FilterType.Words, meaning) { Aliases = aliases, Values = values }, row => FilterValue.Words([.. read(row)]));

    /// <param name="unknown">The member that stands for the state and is no value.</param>
    private static ModelField Set<T>(string name, string meaning, ImmutableArray<string> aliases, Func<ModelRow, T?> read, T? unknown = null)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToImmutableDictionary(value => value, Name);
        return new(
            new(name, FilterType.Text, meaning) { Aliases = aliases, Values = [.. Enum.GetValues<T>().Where(value => !value.Equals(unknown)).Select(Name)] },
            row => read(row) is { } value ? FilterValue.Text(names[value]) : FilterValue.Unknown);
    }

    private static ImmutableArray<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Name)];

    /// <summary>As on the wire.</summary>
    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
