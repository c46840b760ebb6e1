using Tamma.Catalog;
using Tamma.Discovery;

namespace Tamma.Server.Tests.Running;

/// <summary>The sources of a test: an account's own list, and public documents.</summary>
internal sealed class Stubs
{
    /// <summary>A connection to the provider <c>acme</c>.</summary>
    public StubListing Acme { get; } = new(new() { Id = SourceId.Connection("acme"), Provider = "acme", Bills = true });

    public StubListing ModelsDev { get; } = new(new() { Id = SourceId.ModelsDev });

    public StubListing LiteLlm { get; } = new(new() { Id = new("litellm") });

    public IReadOnlyList<StubListing> All => [Acme, ModelsDev, LiteLlm];

    public RemovalRule Removal { get; init; } = RemovalRule.Default;
}
