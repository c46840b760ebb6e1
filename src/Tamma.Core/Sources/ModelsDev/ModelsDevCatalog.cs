using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;

namespace Tamma.Sources.ModelsDev;

/// <summary>The shape of <c>api.json</c>: <c>{provider: {id, name, env, npm, api, doc, models: {id: Model}}}</c>. Our field names are its own.</summary>
internal static class ModelsDevCatalog
{
    private const string Provider = "a provider in the answer";

    public static void Read(Document document, ListingScope scope, MyProviders mine, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (json.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw Required.Malformed("the answer is no object of providers");
        }

        var leaves = new LeafFields(draft);
        foreach (var provider in json.RootElement.EnumerateObject())
        {
            var id = Required.Id(provider.Name, isProvider: true);
            var models = Required.Member(provider.Value, "models", JsonValueKind.Object, Provider);
            RequireId(provider.Value, id);
            if (Required.IsReserved(id))
            {
                draft.Apply(Required.ReservedProvider);
                continue;
            }

            if (!mine.Keep(id, scope))
            {
                draft.NotKept.Add(id);
                continue;
            }

            draft.Add(ModelKey.ForProvider(id), ClaimKind.Reference, id, ReadProvider(provider.Value, draft), null, document.ReceivedAt);
            foreach (var model in models.EnumerateObject())
            {
                var name = Required.Id(model.Name);
                RequireId(model.Value, name);
                draft.Add(new(id, name), ClaimKind.Reference, $"{id}/{name}", ReadModel(model.Value, leaves, draft), Slices.Of(document, model.Value), document.ReceivedAt);
            }
        }

        // The catalogue has had over a hundred providers for years: an empty one is an answer that went wrong, and `{}` is the usual one.
        if (json.RootElement.GetPropertyCount() == 0)
        {
            throw Required.Malformed("the answer names no provider");
        }
    }

    /// <summary>A map of ids whose entries say the same id is how this document is known from any other JSON.</summary>
    public static void RequireId(JsonElement entry, string id)
    {
        if (!Required.Member(entry, "id", JsonValueKind.String, "an entry of the answer").ValueEquals(id))
        {
            throw Required.Malformed("an entry of the answer says another id than its key");
        }
    }

    private static FieldSet ReadProvider(JsonElement provider, ListingDraft draft)
    {
        var fields = new FieldSet.Builder();
        foreach (var member in provider.EnumerateObject())
        {
            if (member.Name is "id" or "models")
            {
                continue;
            }

            if (FieldRegistry.Providers.Find(member.Name) is { } field && LeafReader.ReadValue(member.Value, field.Type) is { } value)
            {
                fields.Set(field, value);
            }
            else
            {
                draft.KeepUnknown(member.Value, member.Name, FieldRegistry.Providers, fields);
            }
        }

        return fields.Build();
    }

    public static FieldSet ReadModel(JsonElement model, LeafFields leaves, ListingDraft draft)
    {
        LeafReader.Read(model, FieldRegistry.Models, leaves.Fields);
        var read = leaves.Fields.Build();
        foreach (var (field, value) in read)
        {
            if (field.Path == "extra.id" || (field is { Group: FieldGroup.Limit, Type: FieldType.Count } && !leaves.IsLimit(value.AsNumber())))
            {
                continue;
            }

            if (field.IsExtra)
            {
                draft.CountUnknown(field.Path["extra.".Length..]);
            }

            if (value.IsNumber)
            {
                draft.Weigh(field, value.AsNumber());
            }

            leaves.Fields.Set(field, value);
        }

        return leaves.Fields.Build();
    }
}
