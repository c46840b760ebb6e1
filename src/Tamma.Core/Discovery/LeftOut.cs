using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>
/// Tells what an answer leaves out on purpose from what has gone: reference rows outside the configured scope, or of a provider
/// whose models are offers now, end at once and are no disappearance. Pure.
/// </summary>
internal static class LeftOut
{
    public static (IReadOnlyList<Claim> Current, ImmutableArray<ModelKey> Dropped) Split(IReadOnlyList<Claim> current, Listing.Complete answer)
    {
        if (answer.NotKept.IsEmpty || current.Count == 0)
        {
            return (current, []);
        }

        var listed = answer.Claims.Select(claim => claim.Key).ToHashSet();
        var dropped = current.Where(claim => claim.Kind is ClaimKind.Reference && answer.NotKept.Contains(claim.Key.Provider) && !listed.Contains(claim.Key))
            .Select(claim => claim.Key)
            .ToHashSet();
        return (dropped.Count == 0 ? current : [.. current.Where(claim => !dropped.Contains(claim.Key))], [.. dropped]);
    }
}
