using System.Collections.Immutable;
using System.Net;
using Tamma.Server.Live;

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

    public LiveLimits Live { get; init; } = new();

    /// <summary>Path of the load worker, from <c>TAMMA_LOAD</c>; null for the one beside this program.</summary>
    public string? LoadWorker { get; init; }

    /// <summary>What is set and leads nowhere, for people.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    public string Database => Path.Combine(DataFolder, "tamma.db");

    /// <summary>What seals secrets in the database; beside it and not in it.</summary>
    public string SecretKeyFile => Tamma.Subscriptions.KeyFile ?? Path.Combine(DataFolder, "secret.key");

    /// <summary>Where this machine's own clients reach the server when it listens on this port.</summary>
    public string UrlForClients(int port)
    {
        var address = Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : Address;
        return $"http://{new IPEndPoint(address, port)}";
    }
}
