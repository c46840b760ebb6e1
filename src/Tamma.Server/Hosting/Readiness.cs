using Tamma.Server.Rest;

namespace Tamma.Server.Hosting;

/// <summary>Whether the first snapshot is served: loaded, with the sources and connections of this process known to it, and the keys at hand.</summary>
internal sealed class Readiness
{
    private volatile bool _ready;

    public bool IsReady => _ready;

    public Problem Problem { get; } = ProblemKind.Starting.Because("The catalogue is being loaded. Ask again in a second.") with { RetryAfterSeconds = 1 };

    public void Open() => _ready = true;
}
