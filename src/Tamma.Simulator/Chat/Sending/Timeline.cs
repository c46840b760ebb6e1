using System.Diagnostics;

namespace Tamma.Simulator.Chat.Sending;

/// <summary>When each token of one answer is due, on the clock of <see cref="Stopwatch"/>.</summary>
internal sealed class Timeline
{
    private readonly long[] _due;

    private Timeline(long[] due, long preamble) => (_due, Preamble) = (due, preamble);

    /// <summary>When the headers are due, and what is sent before any token.</summary>
    public long Preamble { get; }

    /// <summary>When the answer is complete.</summary>
    public long End => Math.Max(_due[^1], Preamble);

    /// <param name="start">When the request had been read.</param>
    /// <param name="slots">How many tokens there are.</param>
    public static Timeline Of(ChatBehaviour behaviour, long start, int slots, Dice dice)
    {
        // With no token at all there is still a moment at which the answer ends.
        var due = new long[Math.Max(1, slots)];
        var at = behaviour.TtftMs * Shake(behaviour, dice);
        var stall = behaviour.Has(ChatFaults.Stall) ? Math.Min(behaviour.FaultAfter, due.Length - 1) : -1;
        for (var slot = 0; slot < due.Length; slot++)
        {
            at += slot == 0 ? 0 : behaviour.ItlMs * Shake(behaviour, dice);
            at += slot == stall ? behaviour.FaultMs : 0;
            due[slot] = start + (long)(at * Stopwatch.Frequency / 1000);
        }

        return new(due, start + (long)(behaviour.PreambleMs * Stopwatch.Frequency / 1000));
    }

    public long DueOf(int slot) => slot < 0 ? Preamble : Math.Max(_due[Math.Min(slot, _due.Length - 1)], Preamble);

    private static double Shake(ChatBehaviour behaviour, Dice dice) =>
        behaviour.Jitter == 0 ? 1 : 1 + (behaviour.Jitter * ((dice.Next() >> 11) * (2.0 / (1UL << 53)) - 1));
}
