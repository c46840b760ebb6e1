using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Control;

/// <summary>Changes a model as RFC 7396 says.</summary>
internal static class ModelPatch
{
    /// <summary>Throws <see cref="JsonException"/> when what comes out is no model.</summary>
    public static WorldModel Apply(WorldModel model, JsonObject patch)
    {
        var target = JsonSerializer.SerializeToNode(model, ControlJson.Default.WorldModel)!.AsObject();
        return MergePatch.Apply(target, patch).Deserialize(ControlJson.Default.WorldModel)!;
    }
}
