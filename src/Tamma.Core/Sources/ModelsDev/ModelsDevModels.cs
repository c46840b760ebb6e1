using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Sources.ModelsDev;

/// <summary>
/// The shape of <c>models.json</c>: <c>{"LAB/SLUG": Model}</c>, facts of models whoever serves them. It names no provider, so of
/// <c>listings</c> only <c>none</c> makes a difference.
/// </summary>
internal static class ModelsDevModels
{
    private const string NoLab = "name_without_lab_is_left_out";

    public static void Read(Document document, ListingScope scope, MyProviders mine, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (json.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw Required.Malformed("the answer is no object of models");
        }

        var leaves = new LeafFields(draft);
        var named = 0;
        foreach (var model in json.RootElement.EnumerateObject())
        {
            var name = Required.Id(model.Name);
            ModelsDevCatalog.RequireId(model.Value, name);
            if (!ModelKey.TryParse(name, out _))
            {
                draft.Apply(NoLab);
                continue;
            }

            named++;
            if (scope is ListingScope.None)
            {
                draft.NotKept.Add(ModelKey.Canonical);
                continue;
            }

            draft.Add(
                new(ModelKey.Canonical, name), ClaimKind.Reference, name, ModelsDevCatalog.ReadModel(model.Value, leaves, draft), Slices.Of(document, model.Value), document.ReceivedAt);
        }

        // It has had hundreds for a year: without any it is another document, or an answer that went wrong.
        if (named == 0)
        {
            throw Required.Malformed("the answer names no model as lab/model");
        }
    }
}
