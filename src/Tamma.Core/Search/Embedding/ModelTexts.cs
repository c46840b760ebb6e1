using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tamma.Catalog;
using Tamma.Search.Index;

namespace Tamma.Search.Embedding;

/// <summary>The texts of all models of an index, as hashes. A model that is the same object as before is not read again. Any number of threads at once.</summary>
internal sealed class ModelTexts
{
    private readonly ConditionalWeakTable<SearchIndex, TextsOfModels> _known = [];
    private volatile TextsOfModels? _latest;

    public TextsOfModels Of(SearchIndex index) => _known.GetValue(index, Make);

    private TextsOfModels Make(SearchIndex index)
    {
        var texts = TextsOfModels.Of(index.Models, _latest);
        _latest = texts;
        return texts;
    }
}

/// <param name="Models">In key order.</param>
/// <param name="Hashes">By place.</param>
internal sealed record TextsOfModels(ImmutableArray<Model> Models, TextHash[] Hashes)
{
    public static TextsOfModels Of(ImmutableArray<Model> models, TextsOfModels? before)
    {
        // Who is who is settled after an index is there: the next one has the same models.
        if (before is not null && IsSame(before.Models, models))
        {
            return before;
        }

        var moves = Moves.Between(before?.Models ?? [], models, static _ => false);
        var fresh = new TextHash[moves.Fresh.Count];
        for (var i = 0; i < fresh.Length; i++)
        {
            fresh[i] = TextHash.Of(EmbeddingText.Of(models[moves.Fresh[i]]));
        }

        return new(models, moves.Move<TextHash>(before?.Hashes ?? [], fresh));
    }

    private static bool IsSame(ImmutableArray<Model> before, ImmutableArray<Model> models)
    {
        var same = before.Length == models.Length ? 0 : -1;
        while (same >= 0 && same < models.Length)
        {
            same = ReferenceEquals(before[same], models[same]) ? same + 1 : -1;
        }

        return same >= 0;
    }

    /// <summary>The texts that are to be embedded, each with the place of a model that has it. What is removed is not looked for by meaning.</summary>
    public Dictionary<TextHash, int> Wanted()
    {
        Dictionary<TextHash, int> wanted = [];
        for (var place = 0; place < Hashes.Length; place++)
        {
            if (Models[place].Availability is not Availability.Removed)
            {
                wanted.TryAdd(Hashes[place], place);
            }
        }

        return wanted;
    }
}
