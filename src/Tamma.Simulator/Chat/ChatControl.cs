using Microsoft.AspNetCore.Http.HttpResults;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Control;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>Sets how a world chats, and tells what it sent and when.</summary>
internal static class ChatControl
{
    public static void MapChatControl(this IEndpointRouteBuilder endpoints)
    {
        var control = endpoints.MapGroup("/_control/worlds/{name}");
        control.MapPut("/chat", Put);
        control.MapGet("/sends", Read);
        control.MapDelete("/sends", Clear);
    }

    private static Results<NoContent, NotFound<ControlError>, BadRequest<ControlError>> Put(string name, ChatSpec chat, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        if (chat.Complaint() is { } complaint)
        {
            return TypedResults.BadRequest(new ControlError(complaint));
        }

        world.Chat.Spec = chat;
        return TypedResults.NoContent();
    }

    private static Results<Ok<Sends>, Ok<SendsRead>, NotFound<ControlError>> Read(string name, string? id, WorldSet worlds) =>
        worlds.Find(name) is not { } world ? Unknown.World(name)
        : id is null ? TypedResults.Ok(world.Chat.Sends.Read())
        : world.Chat.Sends.Find(id) is { } record ? TypedResults.Ok(record.Read())
        : TypedResults.NotFound(new ControlError($"There is no request {id}; it is told in the header {ChatHeaders.Request}, and forgotten after a thousand others."));

    private static Results<NoContent, NotFound<ControlError>> Clear(string name, WorldSet worlds)
    {
        if (worlds.Find(name) is not { } world)
        {
            return Unknown.World(name);
        }

        world.Chat.Sends.Clear();
        return TypedResults.NoContent();
    }
}
