using System.Diagnostics;
using System.Text.Json;
using Tamma.Simulator.Chat.Formats;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Control;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>Takes the requests for chat and what is beside it: reads, refuses, or has them answered.</summary>
internal static class ChatEndpoint
{
    /// <summary>False when the request is not for chat; it is then untouched.</summary>
    public static async Task<bool> AnswersAsync(HttpContext context, World world, IProtocol protocol, Ask ask, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || ChatRoute.Find(ask) is not { } route)
        {
            return false;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var received = Stopwatch.GetTimestamp();

        var number = world.Chat.Count();
        var id = ask.Header(ChatHeaders.Id) ?? $"{ask.Spec.Name}-{Limits.Text(number)}";
        context.Response.Headers[ChatHeaders.Request] = id;
        var record = new SendRecord(id, context.Request.Path, ask.Now, received);
        world.Chat.Sends.Add(record);

        var turn = new ChatTurnover(context, world, route, record, failure => protocol.Refuse(ask.Spec, failure with { RequestId = ask.RequestId, Path = $"/{ask.Path}" }));
        try
        {
            var (headers, complaint) = ChatHeaders.Read(context.Request.Headers);
            if (complaint is not null)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsJsonAsync(new(complaint), ControlJson.Default.ControlError, cancellationToken: cancellationToken);
                record.Ended("refused");
            }
            else if (ChatAdmission.Objection(ask) is { } objection)
            {
                await turn.RefuseAsync(objection, cancellationToken);
            }
            else if (Parse(body) is not { ValueKind: JsonValueKind.Object } json)
            {
                await turn.RefuseAsync(ChatFailures.BadJson, cancellationToken);
            }
            else
            {
                await turn.AnswerAsync(new(json, context.Request, route.Model, route.Streams), headers, number, ask, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            record.Ended("gone");
            throw;
        }
        finally
        {
            world.Chat.Sends.Trim();
        }

        return true;
    }

    private static JsonElement? Parse(MemoryStream body)
    {
        try
        {
            return JsonElement.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
