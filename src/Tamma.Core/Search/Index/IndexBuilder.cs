using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Lifecycle;
using Tamma.Search.Ranking;

namespace Tamma.Search.Index;

/// <summary>Builds an index from a snapshot, once.</summary>
internal sealed class IndexBuilder
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_family = FieldRegistry.Models["family"];
    private static readonly Field s_aliases = FieldRegistry.Models["aliases"];
    private static readonly Field s_tags = FieldRegistry.Models["tags"];
    private static readonly Field s_notes = FieldRegistry.Models["notes"];
    private static readonly Field s_status = FieldRegistry.Models["status"];
    private static readonly Field s_released = FieldRegistry.Models["release_date"];
    private static readonly Field s_gives = FieldRegistry.Models["modalities.output"];
    private static readonly Field s_providerName = FieldRegistry.Providers["name"];

    /// <summary>Who asks for a model and says no more does not mean these.</summary>
    private static readonly string[] s_silent = ["embedding", "rerank", "moderation", "transcription", "speech"];

    private readonly CatalogSnapshot _snapshot;
    private readonly IdentityGraph _identities;
    private readonly ImmutableArray<Model> _models;
    private readonly TermCollector _terms = new();
    private readonly Columns.Builder _columns;
    private readonly Sequence _ids;
    private readonly Sequence _names;
    private readonly byte[] _tails;
    private readonly IdStart[] _idStarts;
    private readonly Merits[] _merits;
    private readonly ModelSets _sets;

    public IndexBuilder(CatalogSnapshot snapshot, IdentityGraph identities)
    {
        (_snapshot, _identities) = (snapshot, identities);
        _models = [.. snapshot.Models];
        _columns = new(_models.Length);
        _ids = new(_models.Length);
        _names = new(_models.Length);
        _tails = new byte[_models.Length];
        _idStarts = new IdStart[_models.Length];
        _merits = new Merits[_models.Length];
        var words = Bits.Words(_models.Length);
        _sets = new(new ulong[words], new ulong[words], new ulong[words], new ulong[words]);
    }

    public SearchIndex Build(DateTimeOffset at)
    {
        var newest = _models.Select(Released).DefaultIfEmpty(0).Max();
        for (var place = 0; place < _models.Length; place++)
        {
            var model = _models[place];
            var maker = Makers.Of(model);
            AddText(place, model, maker, _identities.Of(model.Key)?.Model);
            _columns.Add(place, model);
            Derived.Add(_columns, place, model, maker, _snapshot);
            Stand(place, model, maker, newest);
        }

        var (terms, postings) = _terms.Build(_models.Length, out var order);
        var ids = _ids.Build(order);
        var names = _names.Build(order);
        for (var place = 0; place < _models.Length; place++)
        {
            if (Sizes.Of(ids[place], names[place], terms) is var size && !double.IsNaN(size))
            {
                _columns.Number(place, Derived.Size, size);
            }
        }

        var purposes = PurposeSets.Of(PurposeTable.Standard, terms, postings, _models);
        FinishMerits(purposes);
        var kinds = TermKinds.Of(terms);
        Spreads.Set(_merits, ids, _tails, kinds);
        var runs = Runs();
        return new(_snapshot, at, _models, new()
        {
            Count = _models.Length,
            Terms = terms,
            Kinds = kinds,
            Postings = postings,
            Ids = ids,
            Names = names,
            Tails = _tails,
            IdStarts = _idStarts,
            Lengths = Lengths(ids, names, kinds),
            Pairs = TermPairs.Of(ids, names, kinds, _models.Length),
            Columns = _columns.Build(),
            Providers = runs,
            ProviderNames = ProviderNames.Of(_snapshot, runs),
            Merits = _merits,
            Purposes = purposes,
            Sets = _sets,
            ByMerit = MeritOrder.Of(_merits, _sets.Ending),
        });
    }

    /// <summary>What is made for something else does not answer in text, whatever it lists.</summary>
    private void FinishMerits(Dictionary<string, ulong[]> purposes)
    {
        for (var place = 0; place < _models.Length; place++)
        {
            ref var merits = ref _merits[place];
            foreach (var purpose in s_silent)
            {
                merits.Talks = Bits.Has(purposes[purpose], place) ? 0 : merits.Talks;
            }

            merits.Points = (RankWeights.Lifecycle * merits.Lifecycle) + (RankWeights.Available * merits.Available) + (RankWeights.Talks * merits.Talks) + (RankWeights.Freshness * merits.Freshness);
        }
    }

    private (byte Tail, byte Name)[] Lengths(TermSequences ids, TermSequences names, TermKind[] kinds)
    {
        var lengths = new (byte, byte)[_models.Length];
        for (var place = 0; place < lengths.Length; place++)
        {
            lengths[place] = (Telling(ids[place][_tails[place]..], kinds), Telling(names[place], kinds));
        }

        return lengths;
    }

    private static byte Telling(ReadOnlySpan<int> terms, TermKind[] kinds)
    {
        var count = 0;
        foreach (var term in terms)
        {
            count += kinds[term] is TermKind.Slight ? 0 : 1;
        }

        return (byte)Math.Min(count, byte.MaxValue);
    }

    private ImmutableArray<ProviderRun> Runs()
    {
        var runs = ImmutableArray.CreateBuilder<ProviderRun>();
        for (var from = 0; from < _models.Length;)
        {
            var id = _models[from].Key.Provider;
            var to = from;
            while (to < _models.Length && _models[to].Key.Provider == id)
            {
                to++;
            }

            runs.Add(new(id, from, to));
            from = to;
        }

        return runs.DrainToImmutable();
    }

    private void AddText(int place, Model model, Lab? maker, CanonicalModel? canonical)
    {
        var id = model.Key.Id;
        var slash = id.LastIndexOf('/');
        _idStarts[place] = IdStart.Of(id.AsSpan(slash + 1));
        _ids.Begin(place);
        _terms.Add(place, SearchField.Id, id.AsSpan(0, slash + 1), _ids.Terms);
        _tails[place] = (byte)Math.Min(_ids.Terms.Count - _ids.Start(place), byte.MaxValue);
        _terms.Add(place, SearchField.Id, id.AsSpan(slash + 1), _ids.Terms);
        _names.Begin(place);
        if (Text(model, s_name) is { } name)
        {
            _terms.Add(place, SearchField.Name, name, _names.Terms);
        }

        _terms.Add(place, SearchField.Provider, model.Key.Provider);
        if (_snapshot.Provider(model.Key.Provider)?.Row is { } provider && provider.Values.TryGet(s_providerName, out var shown) && shown.IsText)
        {
            _terms.Add(place, SearchField.Provider, shown.AsText());
        }

        if (maker is not null)
        {
            _terms.Add(place, SearchField.Lab, maker.Id);
            foreach (var prefix in maker.Prefixes)
            {
                _terms.Add(place, SearchField.Lab, prefix);
            }
        }

        if (canonical is not null)
        {
            _terms.Add(place, SearchField.Canonical, canonical.Slug);
            _terms.Add(place, SearchField.Canonical, canonical.Name ?? "");
            foreach (var stated in canonical.StatedNames)
            {
                _terms.Add(place, SearchField.Alias, stated.Text);
            }
        }

        AddWords(place, SearchField.Alias, model, s_aliases);
        AddWords(place, SearchField.Tag, model, s_tags);
        _terms.Add(place, SearchField.Family, Text(model, s_family) ?? "");
        _terms.Add(place, SearchField.Note, Text(model, s_notes) ?? "");
        foreach (var capability in Derived.CapabilityWords(model))
        {
            _terms.Add(place, SearchField.Capability, capability);
        }
    }

    private void AddWords(int place, SearchField field, Model model, Field of)
    {
        if (model.Values.TryGet(of, out var words) && words.IsWords)
        {
            foreach (var word in words.AsWords())
            {
                _terms.Add(place, field, word);
            }
        }
    }

    private void Stand(int place, Model model, Lab? maker, int newest)
    {
        // Dates pass without a new snapshot, so only what is stated counts here, and not the day's calendar.
        var ends = Text(model, s_status) is "deprecated" or "retired" || ModelLifecycle.HasEnd(model);
        var mine = _snapshot.IsMine(model);
        _merits[place] = new()
        {
            Own = Makers.IsOwn(model, maker) ? 1 : 0,
            Lifecycle = model.Availability is not Availability.Listed ? 0 : ends ? 0.25f : 1,
            Freshness = Released(model) is > 0 and var day ? Math.Clamp(1 - ((newest - day) / 1_000f), 0, 1) : 0,
            Available = mine ? 1 : 0,
            Talks = model.Values.TryGet(s_gives, out var gives) && gives.IsWords && !gives.AsWords().Contains("text", StringComparer.OrdinalIgnoreCase) ? 0 : 1,
        };
        Put(_sets.Mine, place, mine);
        Put(_sets.Hidden, place, ModelSelection.IsHidden(model));
        Put(_sets.Removed, place, model.Availability is Availability.Removed);
        Put(_sets.Ending, place, ends);
    }

    private static void Put(ulong[] set, int place, bool isIn)
    {
        if (isIn)
        {
            Bits.Add(set, place);
        }
    }

    private static int Released(Model model) => Text(model, s_released) is { } text && PartialDate.Read(text) is { } date ? date.First.DayNumber : 0;

    private static string? Text(Model model, Field field) => model.Values.TryGet(field, out var value) && value.IsText ? value.AsText() : null;

    /// <summary>Grows model by model.</summary>
    private sealed class Sequence(int models)
    {
        private readonly int[] _starts = new int[models + 1];

        public List<int> Terms { get; } = [];

        public void Begin(int model) => _starts[model] = Terms.Count;

        public int Start(int model) => _starts[model];

        public TermSequences Build(int[] order)
        {
            _starts[^1] = Terms.Count;
            return new(_starts, [.. Terms.Select(term => order[term])]);
        }
    }
}
