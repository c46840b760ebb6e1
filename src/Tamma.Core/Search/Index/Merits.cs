namespace Tamma.Search.Index;

/// <summary>What of a model's rank does not depend on what is asked; each from 0 to 1.</summary>
internal struct Merits
{
    /// <summary>Points for all below but <see cref="Own"/>.</summary>
    public float Points;

    /// <summary>1 where who sells it made it.</summary>
    public float Own;

    /// <summary>1 where it is offered and nobody says that it ends.</summary>
    public float Lifecycle;

    /// <summary>By the day it was first offered, against the newest in the catalogue.</summary>
    public float Freshness;

    /// <summary>1 where the caller's connections offer it.</summary>
    public float Available;

    /// <summary>How many offer a model under this name, on a scale of doublings; 1 for 32 and more.</summary>
    public float Spread;

    /// <summary>1 where it answers in text, as most who ask mean.</summary>
    public float Talks;
}
