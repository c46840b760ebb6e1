namespace Tamma.Providers.Http;

/// <summary>Which connections are left alone now, for those who show it.</summary>
public sealed class Circuits
{
    private readonly ConnectionLines _lines;

    internal Circuits(ConnectionLines lines) => _lines = lines;

    /// <summary>Closed for one that was never asked.</summary>
    public Circuit Of(string connection) => _lines.CircuitOf(connection);
}
