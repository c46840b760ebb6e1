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
}
