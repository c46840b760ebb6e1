using Tamma.Simulator.Faults;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Control;

/// <summary>A world as control lists it. Credentials are not shown.</summary>
internal sealed record WorldSummary(string Name, ProtocolName Protocol, Flavour? Flavour, string Url, int Models, int Providers, FaultSpec? Fault)
{
    public static WorldSummary Of(World world)
    {
        var models = world.Read().Models;
        return new(
            world.Spec.Name,
            world.Spec.Protocol,
            world.Spec.Flavour,
            $"/w/{world.Spec.Name}/",
            models.Count,
            models.Select(model => model.Provider).Distinct(StringComparer.Ordinal).Count(),
            world.Fault);
    }
}
