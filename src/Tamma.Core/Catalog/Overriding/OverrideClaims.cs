using System.Collections.Immutable;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Catalog.Overriding;

/// <summary>The ledger → what the source <see cref="SourceId.Overrides"/> claims: one claim for each key. Pure.</summary>
public static class OverrideClaims
{
    /// <summary>What has to change for the claims on these keys to say what the ledger says; null when they do.</summary>
    /// <param name="keys">The keys to look at.</param>
    /// <param name="inForce">The ledger's entries in force, of these keys at least.</param>
    /// <param name="claims">The current claims of any sources on these keys.</param>
    /// <param name="actor">Who is answerable for the change.</param>
    /// <param name="now">The time of a claim that is new.</param>
    public static ClaimDelta? Difference(
        IReadOnlyCollection<ModelKey> keys, IEnumerable<Override> inForce, IEnumerable<Claim> claims, string? actor, DateTimeOffset now)
    {
        var said = claims.Where(claim => claim.Source == SourceId.Overrides).ToDictionary(claim => claim.Key);
        var wanted = inForce.ToLookup(entry => entry.Key);
        var upserts = ImmutableArray.CreateBuilder<Claim>();
        var withdrawn = ImmutableArray.CreateBuilder<ModelKey>();
        foreach (var key in keys.Distinct().Order())
        {
            var before = said.GetValueOrDefault(key);
            if (Of(key, wanted[key], before?.FirstSeen ?? now) is { } claim)
            {
                if (before is null || !before.SaysTheSame(claim))
                {
                    upserts.Add(claim);
                }
            }
            else if (before is not null)
            {
                withdrawn.Add(key);
            }
        }

        return upserts.Count == 0 && withdrawn.Count == 0 ? null : new()
        {
            Context = new(SourceId.Overrides, Cause.Operator, RunId: null, actor),
            Upserts = upserts.DrainToImmutable(),
            Withdrawn = withdrawn.DrainToImmutable(),
        };
    }

    /// <summary>What the others say of a row, as if the operator had said nothing; null when nobody claims it.</summary>
    public static Model? Upstream(ModelKey key, IEnumerable<Claim> claims, ResolutionPolicy policy, SourceTable sources, DateTimeOffset now) =>
        Resolution.Resolve(key, [.. claims.Where(claim => claim.Key == key && claim.Source != SourceId.Overrides)], before: null, policy, sources, now);

    private static Claim? Of(ModelKey key, IEnumerable<Override> entries, DateTimeOffset firstSeen)
    {
        var values = new FieldSet.Builder();
        foreach (var entry in entries.OrderBy(entry => entry.CreatedAt).ThenBy(entry => entry.Id))
        {
            values.Set(FieldRegistry.For(key).FindOrExtra(entry.Field), entry.Value);
        }

        return values.Count == 0 ? null : new()
        {
            Source = SourceId.Overrides,
            Key = key,
            Kind = ClaimKind.Reference,
            SourceRef = key.ToString(),
            Values = values.Build(),
            FirstSeen = firstSeen,
        };
    }
}
