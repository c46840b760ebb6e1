using System.Text.Json;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Discovery.Overriding;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Brings in operator data: what is there already is left alone, what is wrong is named and holds nothing else up.</summary>
internal sealed class OperatorImport(OverrideBook overrides, ConnectionBook connections)
{
    public const string Format = "tamma-operator-data";
    public const int Version = 1;

    private const string Added = "added";
    private const string Changed = "changed";
    private const string Unchanged = "unchanged";
    private const string Refused = "refused";

    public async Task<OperatorImportResponse> RunAsync(OperatorDataDocument document, bool dryRun, string author, bool isLocal, CancellationToken cancellationToken)
    {
        List<OperatorImportItem> items = [];
        List<OverrideDraft> drafts = [];
        foreach (var carried in document.Overrides ?? [])
        {
            items.Add(Preview(carried, drafts));
        }

        Guid? batch = null;
        if (!dryRun && drafts.Count > 0)
        {
            batch = (await overrides.SetAsync(drafts, author, CancellationToken.None))[0].Batch;
        }

        foreach (var carried in document.Connections ?? [])
        {
            items.Add(await EnterAsync(carried, dryRun, author, isLocal, cancellationToken));
        }

        return new()
        {
            DryRun = dryRun,
            Batch = batch,
            Added = items.Count(item => item.Outcome == Added),
            Changed = items.Count(item => item.Outcome == Changed),
            Unchanged = items.Count(item => item.Outcome == Unchanged),
            Refused = items.Count(item => item.Outcome == Refused),
            Items = items,
        };
    }

    private OperatorImportItem Preview(OperatorOverride carried, List<OverrideDraft> drafts)
    {
        var item = new OperatorImportItem { Kind = "override", Name = $"{carried.Key} {carried.Field}", Outcome = Refused };
        if (!OverrideEndpoints.TryReadKey(carried.Key, out var key) || carried.Field is not { Length: > 0 } field)
        {
            return item with { Detail = "It needs a key (provider/id), a field and a value." };
        }

        try
        {
            var draft = new OverrideDraft(key, field, carried.Value ?? default) { Author = carried.Author, Reason = carried.Reason, ExpiresAt = carried.ExpiresAt };
            var outcome = overrides.Preview(draft);
            if (outcome is not OverrideOutcome.Unchanged)
            {
                drafts.Add(draft);
            }

            return item with { Outcome = outcome switch { OverrideOutcome.Unchanged => Unchanged, OverrideOutcome.Replaced => Changed, _ => Added } };
        }
        catch (OverrideRefusedException ex)
        {
            return item with { Detail = ex.Message };
        }
    }

    private async Task<OperatorImportItem> EnterAsync(OperatorConnection carried, bool dryRun, string author, bool isLocal, CancellationToken cancellationToken)
    {
        var item = new OperatorImportItem { Kind = "connection", Name = carried.Definition?.Id ?? "?", Outcome = Refused };
        if (carried.Definition is not { Id: { } id } definition)
        {
            return item with { Detail = "It has no definition with an id." };
        }

        if (connections.Find(id) is { } there)
        {
            return Same(definition, ConnectionProjection.Definition(there.Options))
                ? item with { Outcome = Unchanged }
                : item with { Detail = "There is another connection of this id; change or remove it first." };
        }

        try
        {
            var draft = ConnectionProjection.Draft(definition, isLocal);
            if (dryRun)
            {
                connections.Read(draft);
            }
            else
            {
                await connections.AddAsync(draft, author, cancellationToken);
            }

            return item with { Outcome = Added, Detail = carried.LeftOut is { Count: > 0 } left ? $"Left out when it was exported, to be given again: {string.Join(", ", left)}." : null };
        }
        catch (ConnectionRefusedException ex)
        {
            return item with { Detail = ex.Message };
        }
    }

    /// <summary>But for what an export leaves out.</summary>
    private static bool Same(ConnectionRequest carried, ConnectionRequest there) =>
        Text(carried with { Headers = null }) == Text(there with { Headers = null, Url = Uri.TryCreate(there.Url, UriKind.Absolute, out var url) ? PublicAddress.Of(url) : there.Url });

    private static string Text(ConnectionRequest request) => JsonSerializer.Serialize(request, WireJson.Context.ConnectionRequest);
}
