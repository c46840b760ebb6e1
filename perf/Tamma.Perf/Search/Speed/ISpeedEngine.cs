namespace Tamma.Perf.Search.Speed;

/// <summary>An engine with its index made.</summary>
internal interface ISpeedEngine : IDisposable
{
    /// <summary>
    /// Fills the page with keys, best first. All words first; where that fills no page, any of the words, misspelt where the engine
    /// knows how.
    /// </summary>
    /// <returns>How many satisfy all.</returns>
    int Search(SpeedQuery query, List<string> page);
}
