namespace Tamma.Discovery.Overriding;

/// <summary>What the operator asks cannot be done; nothing was kept. The message says why and what would do.</summary>
public sealed class OverrideRefusedException(OverrideRefusal refusal, string message) : Exception(message)
{
    public OverrideRefusal Refusal { get; } = refusal;
}

public enum OverrideRefusal
{
    UnknownModel,

    /// <summary>Field, value, reason or expiry is wrong.</summary>
    Invalid,

    UnknownVersion,

    /// <summary>The model says already what it said then.</summary>
    NothingDiffers,
}
