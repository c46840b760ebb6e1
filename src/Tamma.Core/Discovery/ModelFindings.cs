using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;

namespace Tamma.Discovery;

/// <summary>Checks the models that a run brought or changed, as they now stand, and counts what is found. Changes nothing.</summary>
internal sealed partial class ModelFindings(CurrentCatalog catalog, ILogger<ModelFindings> logger)
{
    /// <returns>Findings by code.</returns>
    public ImmutableSortedDictionary<string, int> Count(SourceId source, IEnumerable<ModelKey> touched)
    {
        var snapshot = catalog.Snapshot;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var models = 0;
        foreach (var key in touched)
        {
            if (key.IsProvider || snapshot.Find(key) is not { } model || CapabilityValidation.Check(model) is not { IsEmpty: false } findings)
            {
                continue;
            }

            models++;
            foreach (var finding in findings)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, finding.Code, out _)++;
            }
        }

        if (models > 0 && logger.IsEnabled(LogLevel.Information))
        {
            LogFound(source, counts.Values.Sum(), models, string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));
        }

        return counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Findings} findings on {Models} models: {Codes}. See GET /api/v1/findings.")]
    private partial void LogFound(SourceId source, int findings, int models, string codes);
}
