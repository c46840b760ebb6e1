namespace Tamma.Client.Benchmarks;

/// <summary>What was asked, and how far the server counted the same.</summary>
public sealed record LoadWorkloadResponse
{
    /// <summary><c>o200k</c>, <c>cl100k</c> or <c>estimate</c>.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Whether lengths are an estimate of four characters a token: the model's tokenizer is not known, or the texts were too long to count.</summary>
    public required bool Estimated { get; init; }

    /// <summary>Prompts as they were wished, of all forms, in tokens; with the shared prefix, without tools and without the frame that a server puts around.</summary>
    public required LoadLengthResponse Input { get; init; }

    /// <summary>Most tokens of an answer as they were wished, of all forms.</summary>
    public required LoadLengthResponse Output { get; init; }

    /// <summary>Forms of requests that were taken in turn.</summary>
    public required int Forms { get; init; }

    /// <summary>Whether each prompt began otherwise.</summary>
    public required bool Unique { get; init; }

    /// <summary>Tokens that all prompts began with.</summary>
    public int? SharedPrefixTokens { get; init; }

    /// <summary>Prompts of one's own; absent where they were made.</summary>
    public int? OwnPrompts { get; init; }

    /// <summary>Functions that were sent with a request, at most.</summary>
    public int? Tools { get; init; }

    /// <summary>Mean input of a good answer as the server counted, in tokens; absent where it did not.</summary>
    public double? InputCounted { get; init; }

    /// <summary>How much more the server counted than was wished for the same requests, in percent; below 0 for less.</summary>
    public double? InputDifference { get; init; }

    /// <summary>What to bear in mind when these figures are compared.</summary>
    public IReadOnlyList<string> Notes { get => field ?? []; init; }
}

/// <summary>Lengths, in tokens.</summary>
public sealed record LoadLengthResponse
{
    /// <summary>Arithmetic.</summary>
    public required double Mean { get; init; }

    /// <summary>The least.</summary>
    public required int Min { get; init; }

    /// <summary>The largest.</summary>
    public required int Max { get; init; }
}
