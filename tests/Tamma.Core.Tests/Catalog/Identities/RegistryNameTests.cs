using Tamma.Catalog.Identities;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>Registries state short names for people to type: <c>codex-mini</c>, <c>gpt5.1</c>, <c>mini</c>.</summary>
public sealed class RegistryNameTests
{
    [Fact]
    public void What_a_registry_calls_a_model_never_changes_what_an_id_is()
    {
        var (without, with) = (World.Real().Graph(), World.Real().WithRegistries().Graph());

        Assert.All(
            without.Snapshot.Models.Select(row => row.Key.Id).Concat(without.Models.Select(model => model.Id)).Distinct(StringComparer.OrdinalIgnoreCase),
            id => Assert.Equal((id, without.Resolve(id).Model?.Id), (id, with.Resolve(id).Model?.Id)));
    }

    [Fact]
    public void An_id_without_a_model_is_not_what_a_registry_means_by_it()
    {
        var resolved = World.With("canonical/openai/gpt-5.1-codex-mini", "one/codex-mini", "two/codex-mini").Add("zen-mcp/gpt-5.1-codex-mini", ("aliases", "codex-mini")).Graph().Resolve("codex-mini");

        Assert.Equal(ResolutionKind.Ambiguous, resolved.Kind);
        Assert.Equal(["one/codex-mini", "openai/gpt-5.1-codex-mini", "two/codex-mini"], resolved.Candidates);
    }
}
