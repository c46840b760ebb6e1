using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>
/// Stops an answer that would take too much away, before resolution: per (source, provider), one that lists nothing any more or
/// loses more than 30 % of at least ten models (architecture §9.1); over a whole document, one that loses as much of its providers
/// or of all its models, which is one finding and not one for each. Pure.
/// </summary>
internal static class RemovalGuard
{
    private const int LeastModels = 10;
    private const double MostLost = 0.30;

    private static readonly Field s_status = FieldRegistry.Models["status"];
    private static readonly Field s_shutdown = FieldRegistry.Models["shutdown_date"];

    public static ImmutableArray<Finding> Check(IReadOnlyCollection<Claim> current, IReadOnlyCollection<Claim> listed)
    {
        var kept = listed.Select(claim => claim.Key).ToHashSet();
        var providers = current.Where(claim => claim.MissingSince is null && !claim.Key.IsProvider)
            .GroupBy(claim => claim.Key.Provider, StringComparer.Ordinal)
            .Select(provider => (provider.Key, Before: provider.Count(), Lost: provider.Where(claim => !kept.Contains(claim.Key)).ToList()))
            .OrderBy(provider => provider.Key, StringComparer.Ordinal)
            .ToList();
        var findings = providers.Where(provider => IsTooMuch(provider.Before, provider.Lost.Count, provider.Lost.Count(claim => !IsAnnounced(claim))))
            .Select(provider => new Finding(ReviewKind.Removal, provider.Key, provider.Before, [.. provider.Lost.Select(claim => claim.Key).Order()]))
            .ToImmutableArray();
        var whole = new Finding(ReviewKind.SourceShrank, "*", providers.Sum(provider => provider.Before), [.. providers.SelectMany(provider => provider.Lost).Select(claim => claim.Key).Order()]);
        return IsCrowd(providers.Count, providers.Count(provider => provider.Lost.Count == provider.Before)) || (providers.Count >= LeastModels && IsCrowd(whole.Before, whole.Lost.Length))
            ? [whole]
            : findings;
    }

    /// <summary>What went as announced is no sign of a broken list; one that lists nothing at all is, whatever was announced.</summary>
    private static bool IsTooMuch(int before, int lost, int unannounced) => lost == before || IsCrowd(before, unannounced);

    private static bool IsCrowd(int before, int lost) => before >= LeastModels && lost > before * MostLost;

    private static bool IsAnnounced(Claim claim) =>
        claim.Values[s_shutdown] is not null || (claim.Values[s_status] is { IsText: true } status && status.AsText() is "deprecated" or "retired");

    /// <param name="Before">How many models it listed.</param>
    internal sealed record Finding(ReviewKind Kind, string Provider, int Before, ImmutableArray<ModelKey> Lost)
    {
        public bool ListsNothing => Lost.Length == Before;

        public string Sentence => Kind is ReviewKind.SourceShrank
                ? string.Create(CultureInfo.InvariantCulture, $"The whole answer lists {Before - Lost.Length} of {Before} models; {Lost.Length} of {Lost.Select(key => key.Provider).Distinct(StringComparer.Ordinal).Count()} providers would go.")
            : ListsNothing ? $"{Provider}: the answer lists none of {Before} models any more."
            : $"{Provider}: the answer lists {Before - Lost.Length} of {Before} models; {Lost.Length} would go.";

        public string Fingerprint =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lost.Select(key => key.ToString())))));
    }
}
