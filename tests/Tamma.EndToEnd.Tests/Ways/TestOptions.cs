using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Security;
using Tamma.Sources;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>What a test reads: worlds of the simulator as connections or as models.dev, each read at the start and then only when asked.</summary>
internal sealed record TestOptions(IEnumerable<TestSource> Sources)
{
    private static readonly TimeSpan s_never = TimeSpan.FromDays(3650);

    static TestOptions() => Environment.SetEnvironmentVariable(KeyVariable, Key);

    public const string KeyVariable = "TAMMA_TEST_KEY";
    public const string Key = "sk-a-key-of-the-simulator";

    /// <summary>One try, so that no clock has to move before a fault is told.</summary>
    public HttpLimits Http { get; init; } = new() { Attempts = 1, MaxBytes = 4 * 1024 * 1024 };

    public DiscoveryOptions Discovery { get; init; } = new();

    public TimeProvider? Clock { get; init; }

    /// <summary>Between runs of a connection that nobody asked for.</summary>
    public TimeSpan Interval { get; init; } = s_never;

    /// <summary>An embedding server, where a test has one.</summary>
    public EmbeddingServerOptions? Embeddings { get; init; }

    public bool AwaitsFirstRuns { get; init; } = true;

    public TammaOptions ToTamma() => new()
    {
        Connections = [.. Sources.OfType<TestSource.Connection>().Select(source => Connection(source))],
        Sources = [.. Sources.OfType<TestSource.ModelsDev>().Select(source => new ReferenceSourceOptions { Id = SourceId.ModelsDev, Url = source.Url, Interval = s_never, Listings = ListingScope.All })],
        Discovery = Discovery,
        Http = Http,
        EmbeddingServer = Embeddings,
    };

    private ConnectionOptions Connection(TestSource.Connection source) => new()
    {
        Id = source.Id,
        Provider = source.Provider ?? source.Id,
        Type = source.Type,
        Url = source.Url,
        Credential = source.HasKey ? CredentialReference.Environment(KeyVariable) : null,
        Headers = ImmutableDictionary<string, string>.Empty,
        Interval = Interval,
        Listings = ListingScope.All,
        Bills = source.Bills,
    };
}

internal abstract record TestSource
{
    private TestSource()
    {
    }

    public static Connection OpenAi(SimulatorProcess simulator, string world) => new(world, "openai_compatible", new(simulator.WorldUrl(world), "v1"));

    public static Connection OpenCode(SimulatorProcess simulator, string world) => new(world, "opencode_server", simulator.WorldUrl(world));

    public static ModelsDev PublicCatalogue(SimulatorProcess simulator, string world) => new(new(simulator.WorldUrl(world), "api.json"));

    /// <param name="Id">Of the connection, of its provider and of the world.</param>
    public sealed record Connection(string Id, string Type, Uri Url) : TestSource
    {
        public bool HasKey { get; init; }

        public bool Bills { get; init; }

        /// <summary>Where it is not <see cref="Id"/>: two accounts at one provider.</summary>
        public string? Provider { get; init; }
    }

    public sealed record ModelsDev(Uri Url) : TestSource;
}
