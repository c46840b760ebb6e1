namespace Tamma.Client;

/// <summary>What words that no model has may stand for.</summary>
public sealed record SynonymProposalListResponse
{
    /// <summary>What would answer most questions comes first.</summary>
    public required IReadOnlyList<SynonymProposalResponse> Data { get; init; }

    /// <summary>The first day, in UTC.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day; it is not over yet.</summary>
    public DateOnly To { get; init; }

    /// <summary>The position of the index on which the proposals were tried.</summary>
    public long Position { get; init; }
}

/// <summary>A phrase that may be meant by a word that no model has, with what speaks for it. To accept it, add it to <c>search: synonyms:</c>.</summary>
public sealed record SynonymProposalResponse
{
    /// <summary>As it was asked, folded.</summary>
    public required string Word { get; init; }

    /// <summary>What could be read in its place.</summary>
    public required string Phrase { get; init; }

    /// <summary>How one becomes the other: <c>split</c>, <c>joined</c>, <c>spelling</c>, <c>longer</c> or <c>shorter</c>.</summary>
    public required string Why { get; init; }

    /// <summary>How often the word was asked.</summary>
    public long Asked { get; init; }

    /// <summary>How many of these askings would find somebody, as far as they were tried.</summary>
    public long Answered { get; init; }

    /// <summary>A question that has the word.</summary>
    public required string Example { get; init; }

    /// <summary>How many models it finds today, where the word is taken no notice of.</summary>
    public int Now { get; init; }

    /// <summary>How many it would find.</summary>
    public int Finds { get; init; }
}
