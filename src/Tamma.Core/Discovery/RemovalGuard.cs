using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>
/// Stops an answer that would take too much away, per (source, provider), before resolution: one that lists nothing any more,
/// or loses more than 30 % of at least ten models (architecture §9.1). Pure.
/// </summary>
internal static class RemovalGuard
{
    private const int LeastModels = 10;
    private const double MostLost = 0.30;

    public static ImmutableArray<Finding> Check(IReadOnlyCollection<Claim> current, IReadOnlyCollection<Claim> listed)
    {
        var kept = listed.Select(claim => claim.Key).ToHashSet();
        return
        [
            .. current.Where(claim => claim.MissingSince is null && !claim.Key.IsProvider)
                .GroupBy(claim => claim.Key.Provider, claim => claim.Key, StringComparer.Ordinal)
                .Select(provider => new Finding(provider.Key, provider.Count(), [.. provider.Where(key => !kept.Contains(key)).Order()]))
                .Where(finding => finding.Lost.Length == finding.Before || (finding.Before >= LeastModels && finding.Lost.Length > finding.Before * MostLost))
                .OrderBy(finding => finding.Provider, StringComparer.Ordinal),
        ];
    }

    /// <param name="Before">How many models it listed.</param>
    internal sealed record Finding(string Provider, int Before, ImmutableArray<ModelKey> Lost)
    {
        public string Sentence => Lost.Length == Before
            ? $"{Provider}: the answer lists none of {Before} models any more."
            : $"{Provider}: the answer lists {Before - Lost.Length} of {Before} models; {Lost.Length} would go.";

        public string Fingerprint =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lost.Select(key => key.ToString())))));
    }
}
