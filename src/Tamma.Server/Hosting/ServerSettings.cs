using System.Collections.Immutable;
using System.Net;

namespace Tamma.Server.Hosting;

/// <summary>All that a start decides, read and checked.</summary>
internal sealed record ServerSettings
{
    public const int DefaultPort = 5080;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int Port { get; init; } = DefaultPort;

    public required string DataFolder { get; init; }

    public required string CredentialFile { get; init; }

    public TammaOptions Tamma { get; init; } = new();

    /// <summary>What is set and leads nowhere, for people.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    public string Database => Path.Combine(DataFolder, "tamma.db");

    /// <summary>Where this machine's own clients reach a server on this port.</summary>
    public static string LocalUrl(int port) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
