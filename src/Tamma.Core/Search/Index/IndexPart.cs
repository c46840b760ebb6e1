namespace Tamma.Search.Index;

/// <summary>What an index holds of each model by itself, whichever others there are; of all models, or of those that are read anew.</summary>
internal sealed class IndexPart
{
    public required TermDictionary Terms { get; init; }

    public required Postings Postings { get; init; }

    public required TermSequences Ids { get; init; }

    public required TermSequences Names { get; init; }

    /// <summary>By model, how many terms of its id stand before the last slash.</summary>
    public required byte[] Tails { get; init; }

    /// <summary>By model, how its id begins behind the last slash.</summary>
    public required IdStart[] IdStarts { get; init; }

    /// <summary>By model, the day on which it was first offered; 0 where nobody says.</summary>
    public required int[] Released { get; init; }

    /// <summary>But for <see cref="Merits.Freshness"/>, <see cref="Merits.Spread"/> and <see cref="Merits.Points"/>, which depend on the others.</summary>
    public required Merits[] Merits { get; init; }

    /// <summary>Purposes by name, each with the models that are made for it.</summary>
    public required Dictionary<string, ulong[]> Purposes { get; init; }

    public required ModelSets Sets { get; init; }

    /// <summary>The part of the next index: what stayed of this one, and what was read anew.</summary>
    public IndexPart Next(Moves moves, IndexPart fresh)
    {
        var terms = TermMerge.Of(this, fresh, moves);
        return new()
        {
            Terms = terms.Terms,
            Postings = terms.Postings,
            Ids = terms.Sequences(Ids, fresh.Ids, moves),
            Names = terms.Sequences(Names, fresh.Names, moves),
            Tails = moves.Move<byte>(Tails, fresh.Tails),
            IdStarts = moves.Move<IdStart>(IdStarts, fresh.IdStarts),
            Released = moves.Move<int>(Released, fresh.Released),
            Merits = moves.Move<Merits>(Merits, fresh.Merits),
            Purposes = Purposes.ToDictionary(pair => pair.Key, pair => moves.Move(pair.Value, fresh.Purposes[pair.Key]), StringComparer.Ordinal),
            Sets = new(
                moves.Move(Sets.Mine, fresh.Sets.Mine),
                moves.Move(Sets.Hidden, fresh.Sets.Hidden),
                moves.Move(Sets.Removed, fresh.Sets.Removed),
                moves.Move(Sets.Ending, fresh.Sets.Ending)),
        };
    }
}
