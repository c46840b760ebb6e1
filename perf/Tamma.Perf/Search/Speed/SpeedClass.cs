using System.Text.Json.Serialization;

namespace Tamma.Perf.Search.Speed;

/// <summary>Kinds of query.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpeedClass>))]
internal enum SpeedClass
{
    /// <summary>Words, some misspelt: a page of 20 and how many there are.</summary>
    Text,

    /// <summary>Words with two conditions, and six facets beside the page.</summary>
    Faceted,

    /// <summary>One letter, of which a name may begin.</summary>
    Letter,

    /// <summary>Conditions without words, cheapest first.</summary>
    Browse,

    /// <summary>Words that no name has and that say what a model is for: hybrid, by the glossary that comes with the program.</summary>
    Glossary,

    /// <summary>An example and what must be another about it: <c>like X but open weights</c>.</summary>
    Example,

    /// <summary>The questions of <see cref="Glossary"/> with the vector of an embedding server; making the vector is not in it.</summary>
    Vector,
}
