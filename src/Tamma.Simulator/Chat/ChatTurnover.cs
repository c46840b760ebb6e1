using System.Text;
using Tamma.Simulator.Chat.Engine;
using Tamma.Simulator.Chat.Formats;
using Tamma.Simulator.Chat.Pacing;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>Answers one request that could be read.</summary>
internal sealed class ChatTurnover(HttpContext context, World world, ChatRoute route, SendRecord record, Func<Failure, Refusal> refuse)
{
    public async Task RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await context.SendAsync(refuse(failure), cancellationToken);
        record.Ended("refused");
    }

    public async Task AnswerAsync(ChatCall call, ChatSpec headers, long number, Ask ask, CancellationToken cancellationToken)
    {
        if ((route.Chat?.Check(call) ?? route.Side?.Check(call)) is { } failure)
        {
            await RefuseAsync(failure, cancellationToken);
            return;
        }

        var models = world.Read().Models;
        if (ChatModels.Find(models, world.Spec, call.Model!) is not { } model
            || (world.Spec.Protocol == ProtocolName.Copilot && model.Policy == "disabled"))
        {
            await RefuseAsync(ChatModels.NoModel(world.Spec, call.Model!), cancellationToken);
            return;
        }

        var served = ChatModels.ServedFor(models, model);
        var seed = context.RequestServices.GetRequiredService<SimulatorOptions>().Seed;
        var behaviour = ChatBehaviour.Of(headers.Over(model.Chat).Over(world.Chat.Spec), seed, number);
        if (behaviour.Has(ChatFaults.RateLimited))
        {
            context.Response.Headers.RetryAfter = Limits.Text(behaviour.RetryAfter);
            await RefuseAsync(Failure.RateLimited with { RetryAfter = Limits.Text(behaviour.RetryAfter) }, cancellationToken);
        }
        else if (behaviour.Has(ChatFaults.ErrorBefore))
        {
            await RefuseAsync(ChatFailures.OfStatus(behaviour.FaultStatus ?? 500), cancellationToken);
        }
        else if (route.Chat is { } chat)
        {
            await ChatAsync(chat, chat.Read(call), served, behaviour, ask, cancellationToken);
        }
        else
        {
            record.Given(route.Side!.TextsIn(call));
            await SendWholeAsync(ListingBodies.Write(json => route.Side.Write(json, call, served)), 0, behaviour, 1, cancellationToken);
        }
    }

    private Task ChatAsync(IChatFormat format, ChatRequest request, WorldModel served, ChatBehaviour behaviour, Ask ask, CancellationToken cancellationToken)
    {
        var answer = ChatEngine.Answer(request, served, behaviour, world.Chat.Prefixes, record.Id, ask.Now);
        record.Answered(answer.Model, answer.Usage);
        var exchange = new ChatExchange(served, request, answer, behaviour, ask.RequestId, refuse);
        return request.Stream
            ? StreamAsync(format, exchange, cancellationToken)
            : SendWholeAsync(ListingBodies.Write(json => format.WriteBody(json, exchange)), answer.Slots, behaviour, answer.Usage.Output, cancellationToken);
    }

    private async Task StreamAsync(IChatFormat format, ChatExchange exchange, CancellationToken cancellationToken)
    {
        var (behaviour, newline) = (exchange.Behaviour, exchange.Behaviour.Has(ChatFaults.Crlf) ? "\r\n" : format.Newline);
        var frames = new FrameList(format.Framing, newline);
        format.WriteFrames(frames, exchange);
        var isCut = FrameFaults.Apply(frames, format, exchange);
        frames.Seal(isCut);

        context.Response.ContentType = format.StreamType;
        context.Response.Headers.CacheControl = "no-cache";
        var timeline = TimelineOf(behaviour, exchange.End);
        var sender = new FrameSender(context, context.RequestServices.GetRequiredService<Pacer>(), record);
        await sender.BeginAsync(timeline, cancellationToken);
        await sender.SendAsync(frames.Frames, timeline, behaviour.Has(ChatFaults.SplitFrames) ? DiceOf(behaviour, "split") : null, cancellationToken);
        End(isCut);
    }

    /// <summary>An answer that is not streamed comes whole when its last token is due.</summary>
    private async Task SendWholeAsync(byte[] body, int slots, ChatBehaviour behaviour, int tokens, CancellationToken cancellationToken)
    {
        if (behaviour.Has(ChatFaults.MalformedFrame))
        {
            body = body[..(body.Length / 2)];
        }

        var timeline = TimelineOf(behaviour, slots);
        using (var ticket = new PacerTicket(context.RequestServices.GetRequiredService<Pacer>(), cancellationToken))
        {
            await ticket.UntilAsync(timeline.End);
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (behaviour.Has(ChatFaults.MidStreamError))
        {
            await RefuseAsync(Failure.ServerError, cancellationToken);
            return;
        }

        var isCut = behaviour.Has(ChatFaults.Cut);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        var whole = new FrameList(Framing.Lines, "");
        whole.AddRaw(FrameKind.Body, slots, tokens, Encoding.UTF8.GetString(isCut ? body[..(body.Length / 2)] : body));
        var sender = new FrameSender(context, context.RequestServices.GetRequiredService<Pacer>(), record);
        await sender.BeginAsync(timeline, cancellationToken);
        await sender.SendAsync(whole.Frames, timeline, split: null, cancellationToken);
        End(isCut);
    }

    private void End(bool isCut)
    {
        record.Ended(isCut ? "cut" : "done");
        if (isCut)
        {
            context.Abort();
        }
    }

    private Timeline TimelineOf(ChatBehaviour behaviour, int slots) => Timeline.Of(behaviour, record.Received, slots, DiceOf(behaviour, "jitter"));

    private Dice DiceOf(ChatBehaviour behaviour, string purpose) => Dice.For(behaviour.Seed, $"{purpose} {record.Id}");
}
