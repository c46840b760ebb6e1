namespace Tamma.Search.Analytics;

/// <summary>A phrase that may be what is meant by a word that no model has, with what speaks for it.</summary>
/// <param name="Word">As it was asked, folded.</param>
/// <param name="Phrase">What could be read in its place.</param>
/// <param name="Why">How one becomes the other.</param>
/// <param name="Asked">How often the word was asked in the days of the report, in all forms.</param>
/// <param name="Answered">How many of these askings would find somebody with the phrase in the word's place, as far as they were tried.</param>
/// <param name="Example">A form that has the word; the word alone where each is too rare to be shown.</param>
/// <param name="Now">How many models the example finds today, which takes no notice of the word.</param>
/// <param name="Finds">How many it would find.</param>
public sealed record SynonymProposal(string Word, string Phrase, SynonymReason Why, long Asked, long Answered, AskedForm Example, int Now, int Finds);

/// <summary>How a phrase comes from a word, the surest first.</summary>
public enum SynonymReason
{
    /// <summary>Words that names have, written as one.</summary>
    Split,

    /// <summary>A word that names have, written as two.</summary>
    Joined,

    /// <summary>A word that differs in few letters.</summary>
    Spelling,

    /// <summary>A word that begins so.</summary>
    Longer,

    /// <summary>A word that it begins with.</summary>
    Shorter,
}
