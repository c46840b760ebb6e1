using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>
/// Has the catalogue resolved again, once, where it was resolved by another policy. Which policy that was stands beside the cursors,
/// as a reader whose log is the policy: written after the work, so that a crash repeats it.
/// </summary>
internal sealed partial class PolicyWatch(CatalogWriter writer, CurrentCatalog catalog, ICursorStore cursors, ILogger<PolicyWatch> logger)
{
    private const string Reader = "resolution_policy";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var policy = writer.Policy.Fingerprint();
        var done = await cursors.ReadAsync(Reader, cancellationToken);
        if (done?.LogId == policy)
        {
            return;
        }

        // A record that was never marked is new, or of a version that had one policy only.
        var receipt = await writer.ReresolveAsync(done is null ? Cause.Software : Cause.Policy, cancellationToken);
        await cursors.AdvanceAsync(Reader, new(policy, catalog.Snapshot.Head.Position), cancellationToken);
        if (receipt.Last is not null)
        {
            LogResolved(receipt.Updated, receipt.FactsChanged);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The policy of whom to believe has changed: {Updated} models have new values, {FactsChanged} new sources.")]
    private partial void LogResolved(int updated, int factsChanged);
}
