using System.Text.Json;

namespace Tamma.Providers.Chat.Protocols;

/// <summary>Reads the frames of one answer in one protocol, in order. Errors at the root of a frame were seen to before.</summary>
internal interface IChatWire
{
    /// <param name="name">Of the event; empty where it has none.</param>
    void Read(JsonElement root, string name, ChatDraft draft);
}
