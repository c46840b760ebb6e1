using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>What a run did, in words an operator understands.</summary>
internal static class RunSentences
{
    public static string Name(SourceId source) => source.ConnectionId ?? source.Name;

    /// <summary><c>openai: key rejected (401), from OPENAI_API_KEY. 41 models kept, stale since 09:12.</c></summary>
    public static string Failed(SourceId source, string what, int kept, DateTimeOffset? confirmedAt, DateTimeOffset now) =>
        $"{Name(source)}: {what.TrimEnd('.')}{(what.EndsWith('?') ? "" : ".")} {Kept(kept, confirmedAt, now)}";

    public static string Succeeded(SourceId source, int listed, CommitReceipt receipt)
    {
        List<string> parts = [];
        Add(receipt.Added, "added");
        Add(receipt.Updated, "updated");
        Add(receipt.Missing, "missing");
        Add(receipt.Returned, "back");
        Add(receipt.Removed, "removed");
        return $"{Name(source)}: {Count(listed)} listed, {(parts is [] ? "no model changed" : string.Join(", ", parts))}.";

        void Add(int count, string word)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {word}"));
            }
        }
    }

    public static string Unchanged(SourceId source, int listed) => $"{Name(source)}: unchanged, {Count(listed)} listed.";

    public static string Held(SourceId source, string finding) => $"{Name(source)}: run refused. {finding} Decide with: tamma review";

    /// <summary>One provider of many is held; the others were read as ever.</summary>
    public static string HeldInPart(SourceId source, string rest, string finding) => $"{rest} {Name(source)}: held in part. {finding} Decide with: tamma review";

    public static string Of(StorageException storage) => storage.Fault switch
    {
        StorageFault.DiskFull => "the disk is full; reads go on, discovery pauses until there is space",
        StorageFault.ReadOnly => "the data folder cannot be written; reads go on, discovery pauses",
        _ => "the record could not be written (" + JsonNamingPolicy.SnakeCaseLower.ConvertName(storage.Fault.ToString()) + ")",
    };

    public static string FaultName(ProviderFault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());

    private static string Kept(int kept, DateTimeOffset? confirmedAt, DateTimeOffset now) => (kept, confirmedAt) switch
    {
        (0, _) => "No models were known.",
        (_, null) => $"{Count(kept)} kept.",
        var (_, at) => $"{Count(kept)} kept, stale since {When(at!.Value.ToUniversalTime(), now.ToUniversalTime())}.",
    };

    private static string When(DateTimeOffset at, DateTimeOffset now) =>
        at.Date == now.Date ? at.ToString("HH:mm", CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Count(int models) => string.Create(CultureInfo.InvariantCulture, $"{models:N0} {(models == 1 ? "model" : "models")}");
}
