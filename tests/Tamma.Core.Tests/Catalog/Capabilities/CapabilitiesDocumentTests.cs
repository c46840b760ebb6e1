using Tamma.Catalog.Capabilities;
using Tamma.Server.Tests;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Capabilities;

public sealed class CapabilitiesDocumentTests
{
    [Fact]
    public async Task Every_capability_is_documented() => await Snapshot.MatchAsync("docs/capabilities.md", CapabilitiesDocument.Render(CapabilityRegistry.Standard));

    [Fact]
    public void Every_name_that_is_understood_is_in_the_table()
    {
        var text = CapabilitiesDocument.Render(CapabilityRegistry.Standard);

        Assert.All(CapabilityRegistry.Standard.Definitions, definition => Assert.Contains($"\n| `{definition.Name}` | {definition.Meaning} |", text, StringComparison.Ordinal));
        Assert.All(CapabilityRegistry.Standard.Definitions.SelectMany(definition => definition.Aliases), alias => Assert.Contains($"`{alias}`", text, StringComparison.Ordinal));
    }
}
