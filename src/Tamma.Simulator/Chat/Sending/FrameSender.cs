using System.Diagnostics;
using Tamma.Simulator.Chat.Pacing;

namespace Tamma.Simulator.Chat.Sending;

/// <summary>Sends frames at their times, each with a write and a flush of its own.</summary>
internal sealed class FrameSender(HttpContext context, Pacer pacer, SendRecord record)
{
    // A stream whose frames are due all at once must not keep the pacer from the others.
    private const int MostInOneGo = 8;

    /// <summary>Begins the answer when its preamble is due.</summary>
    public async Task BeginAsync(Timeline timeline, CancellationToken cancellationToken)
    {
        using var ticket = new PacerTicket(pacer, cancellationToken);
        await ticket.UntilAsync(timeline.Preamble);
        record.HeadersSent(context.Response.StatusCode, Stopwatch.GetTimestamp());
        await context.Response.StartAsync(cancellationToken);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <param name="split">Cuts frames at any byte into several writes, or null to leave them whole.</param>
    public async Task SendAsync(IReadOnlyList<Frame> frames, Timeline timeline, Dice? split, CancellationToken cancellationToken)
    {
        using var ticket = new PacerTicket(pacer, cancellationToken);
        var inOneGo = 0;
        foreach (var frame in frames)
        {
            var due = timeline.DueOf(frame.Slot);
            var wait = ticket.UntilAsync(due);
            inOneGo = wait.IsCompleted ? inOneGo + 1 : 0;
            await wait;
            if (inOneGo > MostInOneGo && pacer.IsHere)
            {
                inOneGo = 0;
                await LeaveThreadAsync();
            }

            record.Sent(frame, due, Stopwatch.GetTimestamp());
            await WriteAsync(frame.Bytes, split, cancellationToken);
        }

        // The end of the request is work that others should not wait for.
        await LeaveThreadAsync();
    }

    private static async Task LeaveThreadAsync() => await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, Dice? split, CancellationToken cancellationToken)
    {
        while (split is not null && bytes.Length > 1)
        {
            var piece = 1 + split.Below(bytes.Length - 1);
            await context.Response.BodyWriter.WriteAsync(bytes[..piece], cancellationToken);
            bytes = bytes[piece..];
        }

        await context.Response.BodyWriter.WriteAsync(bytes, cancellationToken);
    }
}
