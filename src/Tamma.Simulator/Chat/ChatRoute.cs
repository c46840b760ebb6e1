using Tamma.Simulator.Chat.Formats;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>Who answers at a path: chat, or something beside it.</summary>
/// <param name="Model">The model, when the path names it.</param>
/// <param name="Streams">The path alone asks for a stream.</param>
internal sealed record ChatRoute(IChatFormat? Chat, ISideFormat? Side = null, string? Model = null, bool Streams = false)
{
    /// <summary>Null when nobody answers there.</summary>
    public static ChatRoute? Find(Ask ask) => ask.Spec.Protocol switch
    {
        ProtocolName.OpenAi => ask.Path switch
        {
            "v1/chat/completions" => Completions(ask),
            _ => null,
        },
        _ => null,
    };

    private static ChatRoute Completions(Ask ask) => new(new OpenAiChatFormat(OpenAiDialect.Of(ask.Spec)));
}
