using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Identities;

/// <summary>
/// Canonical rows, then what labs list of their own; then each listing is matched against these. Nothing depends on the order
/// of rows, and no edge rests on another edge but that of a stated pointer.
/// </summary>
internal sealed class GraphBuilder(CatalogSnapshot snapshot)
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_openWeights = FieldRegistry.Models["open_weights"];

    private readonly Dictionary<(string Provider, string Id, string? Name), NameMatch> _known = [];

    /// <summary>Removed rows name nothing: a name that came back may be another model.</summary>
    public static bool Stands(Model row) => row.Availability is not Availability.Removed;

    /// <summary>Whether nothing that this reads of a row is another: then the graph is the same with either.</summary>
    public static bool ReadsSame(Model? before, Model? after) =>
        before is null || after is null ? !IsRead(before ?? after!)
        : before.Key.IsProvider || (!before.Key.IsCanonical && Stands(before) == Stands(after) && Name(before) == Name(after) && IsOpen(before) == IsOpen(after) && StatedNames.AreSame(before, after));

    public IdentityGraph Build()
    {
        var rows = snapshot.Models.Where(Stands).ToArray();
        var stated = new StatedNames(rows);
        var models = snapshot.Canonical.Models.Where(row => Stands(row) && IsCanonicalId(row.Key.Id)).Select(OfRow).ToList();
        models.AddRange(OwnModels(rows, new(new(models))));
        models.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));

        var index = new CanonicalIndex(models);
        var matcher = new NameMatcher(index);
        var edges = new Dictionary<ModelKey, ListingEdge>();
        var suggestions = ImmutableArray.CreateBuilder<IdentitySuggestion>();
        var pointers = new List<(Model Row, string Target)>();
        var byId = models.ToDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (StatedNames.AliasOf(row) is { } target && target != row.Key.Id)
            {
                pointers.Add((row, target));
                continue;
            }

            Decide(row, OwnMatch(row, byId) ?? MatchOf(row, matcher), edges, suggestions);
        }

        foreach (var (row, target) in pointers)
        {
            var match = edges.GetValueOrDefault(new(row.Key.Provider, target))?.Model is { } model
                ? NameMatch.Of(model, EdgeKind.Latest, NameReader.Read(row.Key.Id), null, new RuleUse(IdentityRule.Stated, $"alias_of {target}"))
                : matcher.Match(target, row.Key.Provider, null) is { Model: { } found } ? NameMatch.Of(found, EdgeKind.Latest, NameReader.Read(row.Key.Id), null, new RuleUse(IdentityRule.Stated, $"alias_of {target}"))
                : MatchOf(row, matcher);
            Decide(row, match, edges, suggestions);
        }

        ImmutableArray<CanonicalModel> all = [.. models];
        Attach(all, edges, rows);
        suggestions.Sort((a, b) => a.Listing.CompareTo(b.Listing));
        return new(snapshot, all, index, edges.ToFrozenDictionary(), suggestions.DrainToImmutable(), stated);
    }

    private static void Decide(Model row, NameMatch match, Dictionary<ModelKey, ListingEdge> edges, ImmutableArray<IdentitySuggestion>.Builder suggestions)
    {
        if (match.Model is { } model)
        {
            edges[row.Key] = new(row.Key, model, match.Kind, match.Variants, match.Why);
        }
        else if (!match.Candidates.IsEmpty)
        {
            suggestions.Add(new(row.Key, [.. match.Candidates.Select(one => one.Id).Order(StringComparer.Ordinal)], match.Why[^1].Rule, match.Why[^1].ToString()));
        }
    }

    /// <summary>By its id; where that is not sure, by the names that its own source states for it.</summary>
    private NameMatch MatchOf(Model row, NameMatcher matcher) => Best(row, (id, name) => Match(matcher, row.Key, id, name));

    private static NameMatch Best(Model row, Func<string, string?, NameMatch> find)
    {
        var match = find(row.Key.Id, Name(row));
        if (match.IsSure)
        {
            return match;
        }

        if (StatedNames.CanonicalId(row) is { } canonical && find(canonical, null) is { IsSure: true } permanent)
        {
            return permanent with { Why = [new(IdentityRule.Stated, $"canonical_id {canonical}"), .. permanent.Why] };
        }

        return StatedNames.Weights(row) is { } weights && find(weights, null) is { IsSure: true } packed
            ? packed with { Why = [new(IdentityRule.Weights, weights), .. packed.Why] }
            : match;
    }

    private NameMatch Match(NameMatcher matcher, ModelKey key, string id, string? name)
    {
        if (!_known.TryGetValue((key.Provider, id, name), out var match))
        {
            _known[(key.Provider, id, name)] = match = matcher.Match(id, key.Provider, name);
        }

        return match;
    }

    /// <summary>What a lab lists of its own, or a router under a lab's name, and no canonical row knows; of several spellings the first provider's in the table.</summary>
    private static IEnumerable<CanonicalModel> OwnModels(Model[] rows, NameMatcher known)
    {
        var own = new Dictionary<(string Lab, string Stem, NameDate? Date, bool Latest), CanonicalModel>();
        foreach (var row in rows.Where(row => LabTable.OfProvider(row.Key.Provider) is not null || NameTables.ListByLab.Contains(row.Key.Provider))
            .OrderBy(row => LabTable.OfProvider(row.Key.Provider)?.Providers.IndexOf(row.Key.Provider) ?? int.MaxValue).ThenBy(row => row.Key))
        {
            var reading = NameReader.Read(row.Key.Id);
            if ((LabTable.OfProvider(row.Key.Provider) ?? reading.Lab) is not { } lab || !IsOwn(lab, reading) || !reading.Variants.IsEmpty || StatedNames.AliasOf(row) is not null || IsKnown(Best(row, (id, name) => known.Match(id, row.Key.Provider, name)), reading) || IsModeAtRouter(row, reading))
            {
                continue;
            }

            own.TryAdd((lab.Id, NameUnits.Of(reading.Stem).Key(), reading.Date, reading.Latest), new($"{lab.Id}/{Last(row.Key.Id)}", Name(row), null, reading with { Lab = lab }, IsOpen(row)));
        }

        return own.Values.DistinctBy(model => model.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A candidate with another date is another snapshot, and no reason to doubt that this one is a model; nor is its preview.</summary>
    private static bool IsKnown(NameMatch match, NameReading reading) =>
        match.IsSure ? !match.Why.Any(use => use.Rule == IdentityRule.OnlyPreview) : match.Candidates.Any(model => model.Reading.Date == reading.Date && model.Reading.Latest == reading.Latest);

    /// <summary>A router's name for a mode makes no model; a lab's own does.</summary>
    private static bool IsModeAtRouter(Model row, NameReading reading) =>
        LabTable.OfProvider(row.Key.Provider) is null && NameTables.Modes.ContainsKey(reading.Stem[(reading.Stem.LastIndexOf('-') + 1)..]);

    private static bool IsOwn(Lab lab, NameReading reading) =>
        reading.Foreign is null && (reading.Lab is null || reading.Lab == lab)
        && NameUnits.Of(reading.Stem) is { IsEmpty: false } units && (LabTable.OfFamily(units.All[0]) is not { } family || family == lab);

    private static bool IsRead(Model row) => !row.Key.IsProvider && Stands(row);

    private static NameMatch? OwnMatch(Model row, Dictionary<string, CanonicalModel> byId) =>
        LabTable.OfProvider(row.Key.Provider) is { } lab && byId.TryGetValue($"{lab.Id}/{Last(row.Key.Id)}", out var model)
            ? NameMatch.Of(model, EdgeKind.Same, NameReader.Read(row.Key.Id), MatchLevel.Spelling, new RuleUse(IdentityRule.SameId, model.Slug))
            : null;

    private static void Attach(ImmutableArray<CanonicalModel> models, Dictionary<ModelKey, ListingEdge> edges, Model[] rows)
    {
        var stated = rows.SelectMany(StatedNames.Of).ToLookup(name => name.Listing);
        var listings = edges.Values.ToLookup(edge => edge.Model);
        var lines = models.ToLookup(model => (model.Lab, model.Units.Key()));
        foreach (var model in models)
        {
            model.Listings = [.. listings[model].OrderBy(edge => edge.Listing)];
            model.StatedNames = [.. model.Listings.SelectMany(edge => stated[edge.Listing])];
            model.Weights = [.. model.StatedNames.Where(name => name.Field == StatedNames.WeightsField).Select(name => name.Text).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
            model.Edges = [.. lines[(model.Lab, model.Units.Key())].Where(other => other != model).SelectMany(other => Between(model, other)).OrderBy(edge => edge.To, StringComparer.Ordinal)];
        }
    }

    private static IEnumerable<CanonicalEdge> Between(CanonicalModel from, CanonicalModel to)
    {
        if (from.Reading.Date is { IsSure: true } date && to.Reading is { Date: null, Latest: false })
        {
            yield return new(from.Id, to.Id, EdgeKind.Snapshot, IdentityRule.DatedSnapshot, date.Text);
        }
        else if (from.Reading is { Date: null, Latest: false } && to.Reading.Date is { IsSure: true } other)
        {
            yield return new(from.Id, to.Id, EdgeKind.Snapshot, IdentityRule.DatedSnapshot, other.Text);
        }
    }

    private static CanonicalModel OfRow(Model row) => new(row.Key.Id, Name(row), row, NameReader.Read(Last(row.Key.Id)), IsOpen(row));

    private static bool IsOpen(Model row) => row.Values[s_openWeights] is { IsFlag: true } open ? open.AsFlag() : StatedNames.Weights(row) is not null;

    private static bool IsCanonicalId(string id) => id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < id.Length - 1;

    private static string Last(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static string? Name(Model row) => row.Values[s_name] is { IsText: true } value ? value.AsText() : null;
}
