using Tamma.Providers;
using Tamma.Providers.Wire;
using Tamma.Server.Tests;
using Xunit;

namespace Tamma.Core.Tests.Providers;

public sealed class ProvidersDocumentTests
{
    [Fact]
    public async Task Every_provider_is_documented() => await Snapshot.MatchAsync("docs/providers.md", ProvidersDocument.Render(ProviderTypes.All));

    [Fact]
    public void Every_type_says_what_its_list_holds() => Assert.Empty(ProviderTypes.All.Where(type => type.Map is null).Select(type => type.Name));

    [Fact]
    public void Every_known_connection_and_setting_is_named()
    {
        var text = ProvidersDocument.Render(ProviderTypes.All);

        Assert.All(ProviderTypes.All.SelectMany(type => type.Known), known => Assert.Contains($"| `{known.Id}` | `{known.Url}` |", text, StringComparison.Ordinal));
        Assert.All(ProviderTypes.All.SelectMany(type => type.Known).SelectMany(known => known.Keys), key => Assert.Contains($"`{key}`", text, StringComparison.Ordinal));
        Assert.All(ProviderTypes.All.SelectMany(type => type.Settings), setting => Assert.Contains($"| `{setting.Key}` | {setting.Value} |", text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_list_does_not_give_is_a_gap()
    {
        var row = ProvidersDocument.Render([ProviderTypes.Find("zen_mcp")!]).Split('\n').First(line => line.StartsWith("| `zen_mcp` |", StringComparison.Ordinal));

        Assert.Equal("| `zen_mcp` | – | – | – | – | – | – | `thinking` | – | – | – | – | – | – |", row);
    }
}
