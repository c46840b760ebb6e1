using Tamma.Catalog.Identities;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>Rules of plain words and of names: what it can do, who sells it, who made it.</summary>
internal sealed partial class QueryReader
{
    private static readonly string[] s_at = ["on", "via", "at", "through", "by", "from", "in", "with", "using", "under", "hosted", "served"];

    /// <summary><c>cheaper than NAME</c>, <c>alternative to NAME</c>: what is named is a measure and not what is looked for.</summary>
    private bool Cheaper()
    {
        var isCheaper = _words[_at].Meant is "cheaper";
        if (!isCheaper && _words[_at].Meant is not ("alternative" or "alternatives" or "replacement" or "instead" or "similar" or "comparable" or "equivalent" or "better" or "like" or "unlike"))
        {
            return false;
        }

        var at = _at + 1;
        if (isCheaper && at < _words.Length && _words[at].Meant is "alternative" or "alternatives" or "version" or "replacement" or "option" or "model" or "substitute")
        {
            at++;
        }

        var isLike = _words[_at].Meant is "like" or "unlike";
        if (at >= _words.Length || (!isLike && _words[at].Meant is not ("than" or "to" or "for" or "of")))
        {
            return false;
        }

        isCheaper |= isLike && Says("cheaper", at, _words.Length);
        var from = isLike ? at : at + 1;
        var end = from;
        while (end < _words.Length && (!_words[end].Begins || (!_vocabulary.Ignored.Contains(_words[end].Meant) && _vocabulary.Match(_words, end, out _) is null)))
        {
            end++;
        }

        if (end == from || NamedModel.Find(_words.AsSpan(from, end - from), _index) is not { } found)
        {
            return false;
        }

        _like = _words[_at].Meant is not "unlike" ? found.Model.Key : _like;
        Add("called", found.IsExact ? ConstraintOp.Is : ConstraintOp.Has, string.Join(' ', _words[from..end].Select(word => word.Meant)), end, not: true);
        if (isCheaper)
        {
            NamedModel.AddPrices(found.Model, (field, price) => Add(field, ConstraintOp.Below, price, end));
            Add("paid", ConstraintOp.Is, "true", end);
            Add("price", ConstraintOp.Ascending, "", end);
        }

        return Took(end);
    }

    /// <summary><c>not deprecated</c>, <c>without reasoning</c>, <c>non-reasoning</c>, <c>except azure</c>.</summary>
    private bool Negation()
    {
        if (_words[_at].Meant is not ("not" or "no" or "without" or "non" or "except" or "excluding" or "exclude" or "isn" or "minus") || _at + 1 >= _words.Length)
        {
            return false;
        }

        // A phrase may say "no" or "not" itself.
        if (_vocabulary.Match(_words, _at, out _) is not null)
        {
            return false;
        }

        if (_vocabulary.Match(_words, _at + 1, out var end) is { } phrase)
        {
            foreach (var meaning in phrase.Meanings.Where(meaning => !meaning.IsOrder && !meaning.Soft).Take(1))
            {
                Add(meaning.Field, meaning.Op, meaning.Value, end, not: !meaning.Not);
            }

            return Took(end);
        }

        // "not from", "not on": who sells or made it follows.
        var at = _at + 2 < _words.Length && s_at.Contains(_words[_at + 1].Meant, StringComparer.Ordinal) ? _at + 2 : _at + 1;
        if (LabTable.OfPrefix(_words[at].Meant) is null && _data.ProviderNames.Table.Match(_words, at, out end) is { } provider)
        {
            Add("provider", ConstraintOp.Is, provider, end, not: true);
            return Took(end);
        }

        if (LabNames.Table.Match(_words, at, out end) is { } lab)
        {
            Add("maker", ConstraintOp.Is, lab.Id, end, not: true);
            return Took(end);
        }

        return false;
    }

    private bool Phrase()
    {
        if (_vocabulary.Match(_words, _at, out var end) is not { } phrase || (!phrase.Holds && end == _at + 1 && StandsInName(_at, end)))
        {
            return false;
        }

        var before = _constraints.Count;
        foreach (var meaning in phrase.Meanings)
        {
            Add(meaning.Field, meaning.Op, meaning.Value, end, meaning.Not, meaning.Soft);
        }

        var said = _constraints[before..];
        if (phrase.IsMatter && !IsStated(end))
        {
            _matters.Add((_at, end, [.. said]));
        }
        else if (said.Exists(one => one.Field is "purpose"))
        {
            _purposes.Add((_at, end, [.. said.Where(one => one.Field is "purpose")]));
        }

        return Took(end);
    }

    private delegate int ReadModalities(ReadOnlySpan<QueryWord> words, int at, Vocabulary vocabulary, List<(string Field, string Value)> into);

    private bool Verb() => Modality(Modalities.ReadVerb);

    private bool Modality() => Modality(Modalities.Read);

    private bool Modality(ReadModalities read)
    {
        List<(string Field, string Value)> found = [];
        var count = read(_words, _at, _vocabulary, found);
        if (count == 0)
        {
            return false;
        }

        foreach (var (field, value) in found)
        {
            Add(field, ConstraintOp.Has, value, _at + count);
        }

        return Took(_at + count);
    }

    /// <summary>Who sells it. A name that is in the names of models too is text, unless <c>on</c> or <c>via</c> stands before it.</summary>
    private bool Provider()
    {
        if (_data.ProviderNames.Table.Match(_words, _at, out var end) is not { } provider)
        {
            return false;
        }

        // provider/id: the id is looked for, at this provider first.
        if (end < _words.Length && !_words[end].Begins)
        {
            if (_words[end].Before != "/")
            {
                return false;
            }

            Add("provider", ConstraintOp.Is, provider, end, soft: true);
            return Took(end);
        }

        var isAt = _at > 0 && s_at.Contains(_words[_at - 1].Meant);
        if (!isAt && end == _at + 1 && (IsInNames(_words[_at].Term, provider) || LabTable.OfPrefix(_words[_at].Meant) is not null))
        {
            return false;
        }

        if (isAt && end == _at + 1 && _words[_at - 1].Meant is "from" or "by" && LabTable.OfPrefix(_words[_at].Meant) is not null)
        {
            return false;
        }

        Add("provider", ConstraintOp.Is, provider, end);
        return Took(end);
    }

    /// <summary>Whether the word stands in names of others' models more often than its provider has models.</summary>
    private bool IsInNames(int term, string providers)
    {
        if (term < 0)
        {
            return false;
        }

        var models = _data.Postings.Models(term);
        var fields = _data.Postings.Fields(term);
        var ids = providers.Split('|');
        var runs = _data.Providers.Where(run => ids.Contains(run.Id, StringComparer.Ordinal)).ToArray();
        var (others, own) = (0, 0);
        for (var i = 0; i < models.Length; i++)
        {
            var isOwn = false;
            foreach (var (_, from, to) in runs)
            {
                isOwn |= models[i] >= from && models[i] < to;
            }

            if (isOwn)
            {
                own++;
            }
            else if ((fields[i] & SearchField.Name) != SearchField.None)
            {
                others++;
            }
        }

        return others * 2 > own;
    }

    /// <summary>Who made it; a word that is a product line's too stays text, because names have it.</summary>
    private bool Maker()
    {
        if (LabNames.Table.Match(_words, _at, out var end) is not { } lab || (end < _words.Length && !_words[end].Begins))
        {
            return false;
        }

        Add("maker", ConstraintOp.Is, lab.Id, end);
        return Took(end);
    }

    private string Value(string field, string written) => field switch
    {
        "provider" => ProviderNames(written),
        "maker" => LabTable.OfPrefix(written.ToLowerInvariant())?.Id ?? written,
        "modalities.input" or "modalities.output" => written.ToLowerInvariant().TrimEnd('s'),
        _ => written,
    };

    private string ProviderNames(string written) =>
        string.Join('|', written.Split([',', '|'], StringSplitOptions.RemoveEmptyEntries).Select(name => _data.ProviderNames.Table.Match(QueryWord.Split(name), 0, out _) ?? name));
}
