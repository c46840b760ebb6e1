namespace Tamma.Search.Ranking;

/// <summary>Points of each factor at its best. Data: what decides between two models that both answer.</summary>
internal static class RankWeights
{
    /// <summary>How much of the text is there, and where.</summary>
    public const float Text = 10;

    /// <summary>How exactly it is called so.</summary>
    public const float Exactness = 6;

    /// <summary>How little else its name says.</summary>
    public const float Closeness = 1.5f;

    /// <summary>
    /// Who sells it made it. A version in the query asks for that one model, whoever sells it; without one, a line of models is
    /// meant, and its maker knows which are current.
    /// </summary>
    public const float OwnOfOne = 2;
    public const float OwnOfLine = 3.2f;
    /// <summary>How many offer it. A query of one word leaves most open, so there it counts most.</summary>
    public const float Spread = 0.5f;
    public const float SpreadOfOneWord = 1.5f;
    public const float Lifecycle = 1;
    public const float Available = 0.75f;
    public const float Talks = 0.5f;
    public const float Freshness = 0.3f;
}
