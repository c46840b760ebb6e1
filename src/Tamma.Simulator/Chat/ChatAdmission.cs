using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>The keys of those worlds that list without one and chat with one.</summary>
internal static class ChatAdmission
{
    public static Failure? Objection(Ask ask) => ask.Spec is not { Key: { } key } ? null : ask.Spec.Protocol switch
    {
        ProtocolName.OpenRouter when ask.Bearer is null => Failure.Unauthorised with { Message = "No auth credentials found" },
        ProtocolName.Zen when ZenKeyOf(ask) is var shown && shown != key && shown != "public" => Failure.Unauthorised,
        _ => null,
    };

    /// <summary>Zen reads one header for each family of models, and no other: a Bearer key does not open /messages.</summary>
    private static string? ZenKeyOf(Ask ask) =>
        ask.Path == "v1/messages" ? ask.Header("x-api-key")
        : ask.Path.StartsWith("v1/models/", StringComparison.Ordinal) ? ask.Header("x-goog-api-key")
        : ask.Bearer;
}
