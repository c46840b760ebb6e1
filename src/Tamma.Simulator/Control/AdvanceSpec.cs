using System.Text.Json.Serialization;
using Tamma.Simulator.Scripts;

namespace Tamma.Simulator.Control;

/// <summary>By how much the clocks of the worlds are to move.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AdvanceSpec(double Seconds);

/// <summary>What happened meanwhile, in the order of time.</summary>
internal sealed record AdvanceAnswer(IReadOnlyList<ScriptEvent> Happened);
