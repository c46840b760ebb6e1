using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>How one kind of server lists its models and says no.</summary>
internal interface IProtocol
{
    /// <summary>The path of the listing below the world.</summary>
    string ListPath { get; }

    bool Admits(HttpRequest request, WorldSpec spec);

    void Write(Utf8JsonWriter json, Listing listing);

    Refusal Refuse(WorldSpec spec, Failure failure);

    /// <summary>The answer to a path beside the listing, or null for none.</summary>
    string? Beside(string path) => null;

    /// <summary>The protocol of that name. Protocols hold nothing, so a new one each time costs nothing.</summary>
    static IProtocol Of(ProtocolName name) => name switch
    {
        ProtocolName.OpenCode => new OpenCodeProtocol(),
        ProtocolName.OpenAi => new OpenAiProtocol(),
        _ => new ModelsDevProtocol(),
    };
}
