using System.Text.Json;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>A request as it came.</summary>
/// <param name="PathModel">The model, when the path names it and not the body.</param>
/// <param name="PathStreams">Whether to stream, when the path says it and not the body.</param>
internal sealed record ChatCall(JsonElement Body, HttpRequest Http, string? PathModel, bool PathStreams)
{
    public string? Model => PathModel ?? Body.Get("model").Text();
}
