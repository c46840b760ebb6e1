namespace Tamma.Simulator;

/// <summary>What the command line says.</summary>
internal sealed record SimulatorOptions
{
    public required int Port { get; init; }

    public required long Seed { get; init; }

    public required Scenario Scenario { get; init; }

    /// <summary>Zero is never.</summary>
    public required TimeSpan ChangeEvery { get; init; }

    public required bool ExitWithParent { get; init; }
}

/// <summary>The worlds that are there at the start.</summary>
internal enum Scenario
{
    Empty,
    Demo,
}
