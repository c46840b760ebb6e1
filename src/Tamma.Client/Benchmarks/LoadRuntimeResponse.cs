namespace Tamma.Client.Benchmarks;

/// <summary>The model in a server's memory, as the server says (Ollama's <c>api/ps</c>), asked before connections were opened and after the window, never within.</summary>
public sealed record LoadRuntimeResponse
{
    /// <summary>Whether it was in memory before; where not, the first answers waited for it.</summary>
    public bool? LoadedBefore { get; init; }

    /// <summary>Whether it was in memory afterwards.</summary>
    public bool? LoadedAfter { get; init; }

    /// <summary>In all memories.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>In the memory of graphics cards; less than <see cref="SizeBytes"/> where a part ran on the processor.</summary>
    public long? VramBytes { get; init; }

    /// <summary>Tokens for which room is made: often far below what the model was trained for.</summary>
    public int? Context { get; init; }
}
