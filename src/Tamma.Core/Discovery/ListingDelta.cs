using System.Collections.Immutable;
using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>What a whole answer changes in its source's claims. Pure.</summary>
internal static class ListingDelta
{
    private static readonly Field s_shutdown = FieldRegistry.Models["shutdown_date"];

    /// <param name="current">The source's claims as they stand.</param>
    /// <param name="listed">The claims of the answer, each key once.</param>
    public static Difference Between(IReadOnlyCollection<Claim> current, IReadOnlyCollection<Claim> listed, RemovalRule rule, DateTimeOffset now)
    {
        var byKey = current.ToDictionary(claim => claim.Key);
        var upserts = ImmutableArray.CreateBuilder<Claim>();
        foreach (var claim in listed)
        {
            if (!byKey.Remove(claim.Key, out var old))
            {
                upserts.Add(claim with { FirstSeen = now });
            }
            else if (WithWhatIsKnown(claim, old) is var next && !next.SaysTheSame(old))
            {
                upserts.Add(next);
            }
        }

        var recounted = ImmutableArray.CreateBuilder<Claim>();
        var withdrawn = ImmutableArray.CreateBuilder<ModelKey>();
        foreach (var gone in byKey.Values)
        {
            var runs = gone.MissingRuns + 1;
            if (IsRetired(gone, now) || (gone.MissingSince is { } since && runs >= rule.Runs && now - since >= rule.For))
            {
                withdrawn.Add(gone.Key);
            }
            else if (gone.MissingSince is null)
            {
                upserts.Add(gone with { MissingSince = now, MissingRuns = 1 });
            }
            else
            {
                recounted.Add(gone with { MissingRuns = runs });
            }
        }

        return new(upserts.DrainToImmutable(), recounted.DrainToImmutable(), withdrawn.DrainToImmutable(), byKey.Count);
    }

    /// <summary>What a call has shown stands until another call, or the list itself, says otherwise.</summary>
    private static Claim WithWhatIsKnown(Claim claim, Claim old) => claim.Access is Access.Unverified && old.VerifiedAt is not null
        ? claim with { FirstSeen = old.FirstSeen, Access = old.Access, AccessReason = old.AccessReason, VerifiedAt = old.VerifiedAt }
        : claim with { FirstSeen = old.FirstSeen };

    /// <summary>A retirement that was announced and has come is no disappearance.</summary>
    private static bool IsRetired(Claim claim, DateTimeOffset now) =>
        !claim.Key.IsProvider
        && claim.Values.TryGet(s_shutdown, out var date)
        && DateOnly.TryParseExact(date.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day <= DateOnly.FromDateTime(now.UtcDateTime);

    /// <param name="Absent">Claims that the answer does not list and that still stand or stood until now.</param>
    internal sealed record Difference(ImmutableArray<Claim> Upserts, ImmutableArray<Claim> Recounted, ImmutableArray<ModelKey> Withdrawn, int Absent)
    {
        public bool IsEmpty => Upserts.IsEmpty && Recounted.IsEmpty && Withdrawn.IsEmpty;

        /// <summary>Claims that wait for their removal after this.</summary>
        public int Pending => Absent - Withdrawn.Length;
    }
}

/// <summary>When a missing model counts as removed: after so many complete answers without it, and so long (architecture §9.1).</summary>
public sealed record RemovalRule(int Runs, TimeSpan For)
{
    public static RemovalRule Default { get; } = new(3, TimeSpan.FromHours(24));
}
