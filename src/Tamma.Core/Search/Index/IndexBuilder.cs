using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Lifecycle;

namespace Tamma.Search.Index;

/// <summary>Reads models, all of a snapshot or some, once.</summary>
internal sealed class IndexBuilder
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_family = FieldRegistry.Models["family"];
    private static readonly Field s_aliases = FieldRegistry.Models["aliases"];
    private static readonly Field s_tags = FieldRegistry.Models["tags"];
    private static readonly Field s_notes = FieldRegistry.Models["notes"];
    private static readonly Field s_released = FieldRegistry.Models["release_date"];
    private static readonly Field s_providerName = FieldRegistry.Providers["name"];

    private readonly CatalogSnapshot _snapshot;
    private readonly IdentityGraph _identities;
    private readonly ImmutableArray<Model> _models;
    private readonly TermCollector _terms = new();
    private readonly int[] _released;
    private readonly Sequence _ids;
    private readonly Sequence _names;
    private readonly byte[] _tails;
    private readonly IdStart[] _idStarts;
    private readonly Merits[] _merits;
    private readonly ModelSets _sets;

    /// <param name="snapshot">The catalogue that the models are of.</param>
    /// <param name="identities">May be an earlier snapshot's.</param>
    /// <param name="models">All models of the snapshot in key order, or some.</param>
    public IndexBuilder(CatalogSnapshot snapshot, IdentityGraph identities, ImmutableArray<Model> models)
    {
        (_snapshot, _identities, _models) = (snapshot, identities, models);
        _released = new int[_models.Length];
        _ids = new(_models.Length);
        _names = new(_models.Length);
        _tails = new byte[_models.Length];
        _idStarts = new IdStart[_models.Length];
        _merits = new Merits[_models.Length];
        var words = Bits.Words(_models.Length);
        _sets = new(new ulong[words], new ulong[words], new ulong[words], new ulong[words]);
    }

    public IndexPart Build()
    {
        for (var place = 0; place < _models.Length; place++)
        {
            var model = _models[place];
            var maker = Makers.Of(model);
            AddText(place, model, maker, _identities.Of(model.Key)?.Model);
            _released[place] = Text(model, s_released) is { } day && PartialDate.Read(day) is { } date ? date.First.DayNumber : 0;
            Stand(place, model, maker);
        }

        var (terms, postings) = _terms.Build(_models.Length, out var order);
        var ids = _ids.Build(order);
        var names = _names.Build(order);
        var purposes = PurposeSets.Of(PurposeTable.Standard, terms, postings, _models);
        Silence(purposes);
        return new()
        {
            Terms = terms,
            Postings = postings,
            Ids = ids,
            Names = names,
            Tails = _tails,
            IdStarts = _idStarts,
            Released = _released,
            Merits = _merits,
            Purposes = purposes,
            Sets = _sets,
        };
    }

    /// <summary>What is made for something else does not answer in text, whatever it lists.</summary>
    private void Silence(Dictionary<string, ulong[]> purposes)
    {
        for (var place = 0; place < _models.Length; place++)
        {
            foreach (var (purpose, models) in purposes)
            {
                _merits[place].Talks = NameFields.IsSilent(purpose) && Bits.Has(models, place) ? 0 : _merits[place].Talks;
            }
        }
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
        foreach (var capability in CapabilityWords.Of(model))
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

    private void Stand(int place, Model model, Lab? maker)
    {
        var ends = NameFields.Ends(model);
        var mine = _snapshot.IsMine(model);
        _merits[place] = new()
        {
            Own = Makers.IsOwn(model, maker) ? 1 : 0,
            Lifecycle = model.Availability is not Availability.Listed ? 0 : ends ? 0.25f : 1,
            Available = mine ? 1 : 0,
            Talks = NameFields.GivesText(model) ? 1 : 0,
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
