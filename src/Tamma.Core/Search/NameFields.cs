using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Lifecycle;
using Tamma.Filters;
using Tamma.Search.Index;

namespace Tamma.Search;

/// <summary>
/// What plain words mean beside what sources state: what a model's names tell, and what search prefers. Each is a function of one row;
/// the index has the same of all at once (<see cref="IndexedFields"/>).
/// </summary>
internal static class NameFields
{
    private static readonly Field s_status = FieldRegistry.Models["status"];
    private static readonly Field s_gives = FieldRegistry.Models["modalities.output"];
    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_cached = FieldRegistry.Models["cost.cache_read"];

    /// <summary>Who asks for a model and says no more does not mean these.</summary>
    private static readonly ImmutableArray<string> s_silent = ["embedding", "rerank", "moderation", "transcription", "speech"];

    public static FilterField Maker { get; } = new("maker", FilterType.Words, "Labs that its names, its family or its provider point to; none where nothing does.") { Aliases = ["makers", "creator"], Values = [.. LabTable.All.Select(lab => lab.Id)] };

    public static FilterField Purpose { get; } = new("purpose", FilterType.Words, "What its names and its type say that it is made for; none where they say nothing.") { Aliases = ["purposes"], Values = [.. PurposeTable.Standard.Purposes.Select(purpose => purpose.Name)] };

    public static FilterField Called { get; } = new("called", FilterType.Words, "Its id, the end of it and its name, each as search cuts it into words: gpt 4.1 mini.");

    public static FilterField Size { get; } = new("size_b", FilterType.Number, "Parameters in all, as its name says, else as they are stated.") { Aliases = ["billions"], Unit = "billions" };

    public static FilterField CacheDiscount { get; } = new("cache_discount", FilterType.Number, "Share of the input price that a cache saves: 0.9 where reading from it costs a tenth.");

    public static FilterField Ending { get; } = new("ending", FilterType.Flag, "Somebody states an end, past or to come.");

    public static FilterField OwnOffer { get; } = new("own_offer", FilterType.Flag, "Who serves it made it.");

    public static FilterField AnswersInText { get; } = new("answers_in_text", FilterType.Flag, "It gives text, as far as is known, and is not made to embed, rank, judge, speak or write down speech.");

    public static ImmutableArray<ModelField> All { get; } =
    [
        new(Maker, static row => FilterValue.Words(Makers.All(row.Model))),
        new(Purpose, static row => FilterValue.Words(PurposeTable.Standard.Of(row.Model))),
        new(Called, static row => FilterValue.Words(Names(row.Model))),
        new(Size, static row => ModelFieldValues.OfPrice(Sizes.Of(row.Model))),
        new(CacheDiscount, static row => ModelFieldValues.OfPrice(Discount(row))),
        new(Ending, static row => FilterValue.Flag(Ends(row.Model))),
        new(OwnOffer, static row => FilterValue.Flag(Makers.IsOwn(row.Model, Makers.Of(row.Model)))),
        new(AnswersInText, static row => FilterValue.Flag(GivesText(row.Model) && !PurposeTable.Standard.Of(row.Model).Any(IsSilent))),
    ];

    /// <summary>Dates pass without a new snapshot, so only what is stated counts here, and not the day's calendar.</summary>
    public static bool Ends(Model model) => (model.Values.TryGet(s_status, out var status) && status.IsText && status.AsText() is "deprecated" or "retired") || ModelLifecycle.HasEnd(model);

    public static bool GivesText(Model model) => !model.Values.TryGet(s_gives, out var gives) || !gives.IsWords || gives.AsWords().Contains("text", StringComparer.OrdinalIgnoreCase);

    /// <summary>What is made for this does not answer in text, whatever it lists.</summary>
    public static bool IsSilent(string purpose) => s_silent.Contains(purpose, StringComparer.Ordinal);

    private static ImmutableArray<string> Names(Model model)
    {
        var (path, tail, name) = (ModelTerms.OfPath(model), ModelTerms.OfTail(model), ModelTerms.OfName(model));
        return Names(string.Join(' ', path.Concat(tail)), string.Join(' ', tail), string.Join(' ', name));
    }

    /// <summary>Those that differ and say something.</summary>
    public static ImmutableArray<string> Names(string id, string tail, string name)
    {
        var names = id.Length == 0 ? ImmutableArray<string>.Empty : [id];
        names = tail.Length == 0 || tail == id ? names : names.Add(tail);
        return name.Length == 0 || name == id || name == tail ? names : names.Add(name);
    }

    private static decimal? Discount(ModelRow row) =>
        ModelPrices.Of(s_input, row.Model, row.Snapshot) is > 0 and var input && ModelPrices.Of(s_cached, row.Model, row.Snapshot) is { } cached ? decimal.Round(1 - (cached / input), 10) : null;
}
