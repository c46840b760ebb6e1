using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>A time in which a name pointed to the same.</summary>
/// <param name="Targets">What it pointed to, as its provider writes it, sorted; several where rows of the provider contradict each other.</param>
/// <param name="Field">The field that said so: <c>alias_of</c>, <c>aliases</c> or <c>canonical_id</c>.</param>
/// <param name="From">When it is first on record; see <paramref name="HasMovedHere"/>.</param>
/// <param name="HasMovedHere">It pointed elsewhere right up to <paramref name="From"/>. Else it may have pointed here before, unseen.</param>
/// <param name="To">When it ended on record; null when it points here now.</param>
/// <param name="HasMovedOn">It pointed elsewhere right from <paramref name="To"/>. Else it is only no longer said.</param>
public sealed record PointerRange(ImmutableArray<string> Targets, string Field, DateTimeOffset From, bool HasMovedHere, DateTimeOffset? To, bool HasMovedOn)
{
    public bool IsCurrent => To is null;
}
