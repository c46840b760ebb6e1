namespace Tamma.Simulator.Chat;

/// <summary>How one answer behaves: a spec with nothing left open, and the roll of the dice already made.</summary>
internal sealed record ChatBehaviour
{
    public const int DefaultTokens = 32;
    public const int DefaultReasoningTokens = 16;

    public required double TtftMs { get; init; }

    public required double ItlMs { get; init; }

    public required double PreambleMs { get; init; }

    public required double Jitter { get; init; }

    public required int Chunk { get; init; }

    public required long Seed { get; init; }

    public required int? Tokens { get; init; }

    public required int? ReasoningTokens { get; init; }

    public required ChatFaults Faults { get; init; }

    public required int FaultAfter { get; init; }

    public required int? FaultStatus { get; init; }

    public required double FaultMs { get; init; }

    public required int RetryAfter { get; init; }

    public required bool Cache { get; init; }

    /// <param name="spec">One without a complaint.</param>
    /// <param name="seed">Of the command line.</param>
    /// <param name="ordinal">Which request of the world it is; so that a share of requests is struck and always the same ones.</param>
    public static ChatBehaviour Of(ChatSpec spec, long seed, long ordinal)
    {
        var own = spec.Seed ?? seed;
        var strikes = spec.Probability is not { } probability || Dice.For(own, $"fault {ordinal}").Chance(probability);
        return new()
        {
            TtftMs = spec.TtftMs ?? 0,
            ItlMs = spec.ItlMs ?? 0,
            PreambleMs = spec.PreambleMs ?? 0,
            Jitter = spec.Jitter ?? 0,
            Chunk = spec.Chunk ?? 1,
            Seed = own,
            Tokens = spec.Tokens,
            ReasoningTokens = spec.ReasoningTokens,
            Faults = strikes ? ChatFault.Parse(spec.Fault ?? "") ?? ChatFaults.None : ChatFaults.None,
            FaultAfter = spec.FaultAfter ?? 0,
            FaultStatus = spec.FaultStatus,
            FaultMs = spec.FaultMs ?? 1_000,
            RetryAfter = spec.RetryAfter ?? 1,
            Cache = spec.Cache ?? false,
        };
    }

    public bool Has(ChatFaults fault) => (Faults & fault) != ChatFaults.None;
}
