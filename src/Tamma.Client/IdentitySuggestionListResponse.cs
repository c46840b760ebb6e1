namespace Tamma.Client;

/// <summary>A page of what the rules on names suspect and are not sure of, by key: for a person to decide. Nothing follows it.</summary>
public sealed record IdentitySuggestionListResponse
{
    /// <summary>The suggestions of this page.</summary>
    public required IReadOnlyList<IdentitySuggestionResponse> Data { get; init; }

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>That a listing may be one of these models.</summary>
public sealed record IdentitySuggestionResponse
{
    /// <summary><c>provider/native-id</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Canonical ids, sorted.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>The rule that could not decide, and on what.</summary>
    public required IdentityReasonResponse Why { get; init; }
}
