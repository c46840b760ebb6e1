using System.Collections.Frozen;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenCode;

/// <summary>The outer shape of <c>GET /provider</c>: <c>{all: Provider[], default, connected: string[]}</c>.</summary>
internal static class OpenCodeCatalog
{
    private const string Name = "OpenCode";
    private const string Answer = "the answer";
    private const string Provider = "a provider in the answer";

    public static void Read(Document document, ConnectionOptions connection, MyProviders mine, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var all = Required.Member(json.RootElement, "all", JsonValueKind.Array, Answer);
        var connected = ReadConnected(json.RootElement);
        var reader = new OpenCodeModel(draft);

        var offers = 0;
        foreach (var provider in all.EnumerateArray())
        {
            var id = Required.Id(Required.Member(provider, "id", JsonValueKind.String, Provider).GetString()!, isProvider: true);
            var models = Required.Member(provider, "models", JsonValueKind.Object, Provider);
            if (Required.IsReserved(id) && !connected.Contains(id))
            {
                draft.Apply(Required.ReservedProvider);
                continue;
            }

            var isConnected = connected.Contains(id);
            var isKept = mine.Keep(id, connection.Listings) || (isConnected && connection.Listings is not ListingScope.None);
            if (isKept && !Required.IsReserved(id))
            {
                draft.Add(ModelKey.ForProvider(id), ClaimKind.Reference, id, ReadProvider(provider, draft), null, document.ReceivedAt);
            }

            if (!isKept || isConnected)
            {
                draft.NotKept.Add(id);
            }

            if (!isKept && !isConnected)
            {
                continue;
            }

            foreach (var model in models.EnumerateObject())
            {
                if (model.Value.ValueKind is not JsonValueKind.Object)
                {
                    throw Required.Malformed("a model in the answer is no object");
                }

                var name = Required.Id(draft.Pool.Name(model));
                var path = Required.Id($"{id}/{name}");
                draft.Add(
                    isConnected ? new(connection.Provider, path) : new(id, name),
                    isConnected ? ClaimKind.Offer : ClaimKind.Reference,
                    path,
                    reader.Read(model.Value, id, name),
                    Slices.Of(document, model.Value),
                    document.ReceivedAt);
                offers += isConnected ? 1 : 0;
            }
        }

        if (offers > 0)
        {
            var row = new FieldSet.Builder().Set(FieldRegistry.Providers["name"], FieldValue.Text(Name)).Build();
            draft.Add(ModelKey.ForProvider(connection.Provider), ClaimKind.Reference, connection.Provider, row, null, document.ReceivedAt);
        }
    }

    private static FrozenSet<string> ReadConnected(JsonElement root)
    {
        var connected = new List<string>();
        foreach (var id in Required.Member(root, "connected", JsonValueKind.Array, Answer).EnumerateArray())
        {
            connected.Add(id.ValueKind is JsonValueKind.String ? id.GetString()! : throw Required.Malformed("an entry of 'connected' in the answer is no text"));
        }

        return connected.ToFrozenSet(StringComparer.Ordinal);
    }

    private static FieldSet ReadProvider(JsonElement provider, ListingDraft draft)
    {
        var fields = new FieldSet.Builder();
        foreach (var member in provider.EnumerateObject())
        {
            switch (member.Name)
            {
                // `source` says how this server came by the provider, which is no fact of the provider; the others may hold secrets.
                case "id" or "models" or "source" or "key" or "options" or "headers":
                    break;
                case "name" or "env" when LeafReader.ReadValue(member.Value, FieldRegistry.Providers[member.Name].Type) is { } value:
                    fields.Set(FieldRegistry.Providers[member.Name], value);
                    break;
                default:
                    draft.KeepUnknown(member.Value, member.Name, FieldRegistry.Providers, fields);
                    break;
            }
        }

        return fields.Build();
    }
}
