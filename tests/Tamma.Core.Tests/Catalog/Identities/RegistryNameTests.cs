using Tamma.Catalog.Identities;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Identities;

public sealed class RegistryNameTests(ITestOutputHelper output)
{
    [Fact]
    public void X()
    {
        var (without, with) = (World.Real().Graph(), World.Real().WithRegistries().Graph());
        foreach (var e in without.Models.SelectMany(m => m.Listings).Where(e => e.Why.Any(w => w.Rule.Name is "only_size" or "extra_size" or "first_version")))
        {
            output.WriteLine($"EDGE {e.Listing} = {e.Model.Id} {string.Join(' ', e.Why)}");
        }
        foreach (var id in without.Snapshot.Models.SelectMany(row => new[] { row.Key.Id, row.Key.Id[(row.Key.Id.LastIndexOf('/') + 1)..] }).Distinct())
        {
            var (a, b) = (without.Resolve(id), with.Resolve(id));
            if (a.Model?.Id != b.Model?.Id || a.Kind != b.Kind)
            {
                output.WriteLine($"DIFF {id}: {a.Kind} {a.Model?.Id} {string.Join(' ', a.Candidates)} / {b.Kind} {b.Model?.Id} {string.Join(' ', b.Candidates)} {string.Join(' ', b.Why)}");
            }
        }
    }
}
