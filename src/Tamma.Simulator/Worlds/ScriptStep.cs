using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tamma.Simulator.Faults;

namespace Tamma.Simulator.Worlds;

/// <summary>One thing that happens to a world, and when.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScriptStep
{
    /// <summary>Seconds of the world's clock, which begins with the world.</summary>
    public required double AtSeconds { get; init; }

    public WorldModel? Add { get; init; }

    public PatchStep? Patch { get; init; }

    public RemoveStep? Remove { get; init; }

    public FaultSpec? Fault { get; init; }

    public bool ClearFault { get; init; }

    /// <summary>The first thing that is wrong with the step, or null.</summary>
    public string? Complaint() => this switch
    {
        { AtSeconds: not (>= 0 and <= 1e9) } => "at_seconds is 0 to 1000000000.",
        _ when Actions != 1 => "a step of the script has one of add, patch, remove, fault and clear_fault.",
        _ => Fault?.Complaint(),
    };

    private int Actions => (Add is null ? 0 : 1) + (Patch is null ? 0 : 1) + (Remove is null ? 0 : 1) + (Fault is null ? 0 : 1) + (ClearFault ? 1 : 0);
}

/// <summary>A change of one model as RFC 7396 writes it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PatchStep(string Id, JsonObject Set, string? Provider = null);

/// <summary>The model to take away. Without a provider the one model of that id is meant.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RemoveStep(string Id, string? Provider = null);
