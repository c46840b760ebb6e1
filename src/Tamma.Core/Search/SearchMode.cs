namespace Tamma.Search;

/// <summary>Which lists make an answer.</summary>
public enum SearchMode
{
    /// <summary>What has the words, and what they mean where no model is called so; both lists together.</summary>
    Hybrid,

    /// <summary>What has the words.</summary>
    Lexical,

    /// <summary>What they mean. The same as <see cref="Lexical"/> where they mean nothing here.</summary>
    Semantic,
}
