using System.Text.Json;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>What is asked and answered beside chat: embeddings and counts of tokens. Never streamed.</summary>
internal interface ISideFormat
{
    /// <summary>The first thing for which the request is refused, or null. The model is not looked at.</summary>
    Failure? Check(ChatCall call);

    /// <summary>How many texts are to be embedded; null for what embeds none.</summary>
    int? TextsIn(ChatCall call) => null;

    void Write(Utf8JsonWriter json, ChatCall call, WorldModel served);
}
