using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery;

/// <summary>
/// Has the catalogue resolved again, once, where it was resolved by another policy or by a program that resolves otherwise. Which they
/// were stands beside the cursors, as readers whose log is the policy and the program's revision: written after the work, so that a
/// crash repeats it.
/// </summary>
internal sealed partial class PolicyWatch(CatalogWriter writer, CurrentCatalog catalog, ICursorStore cursors, ILogger<PolicyWatch> logger)
{
    private const string PolicyReader = "resolution_policy";
    private const string RevisionReader = "resolution_revision";

    private static readonly Guid s_revision = new(Resolution.Revision, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var policy = writer.Policy.Fingerprint();
        var last = await cursors.ReadAsync(PolicyReader, cancellationToken);
        var isOurs = (await cursors.ReadAsync(RevisionReader, cancellationToken))?.LogId == s_revision;
        if (isOurs && last?.LogId == policy)
        {
            return;
        }

        // A record that was never marked is new, or of a version that had one policy only.
        var cause = last is null || last.Value.LogId == policy ? Cause.Software : Cause.Policy;
        var receipt = await writer.ReresolveAsync(cause, cancellationToken);
        var position = catalog.Snapshot.Head.Position;
        await cursors.AdvanceAsync(PolicyReader, new(policy, position), cancellationToken);
        await cursors.AdvanceAsync(RevisionReader, new(s_revision, position), cancellationToken);
        if (receipt.Last is not null)
        {
            LogResolved(cause is Cause.Policy ? "The policy of whom to believe has changed" : "This version resolves claims otherwise", receipt.Updated, receipt.FactsChanged);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Why}: {Updated} models have new values, {FactsChanged} new sources.")]
    private partial void LogResolved(string why, int updated, int factsChanged);
}
