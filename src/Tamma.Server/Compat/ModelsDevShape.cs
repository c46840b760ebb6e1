using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;

namespace Tamma.Server.Compat;

/// <summary>
/// The shape of models.dev's <c>api.json</c> (its schema of 2026-07-02), which OpenCode reads from <c>OPENCODE_MODELS_URL</c>:
/// <c>{provider: {id, name, env, npm, api, doc, models: {id: Model}}}</c>.
/// </summary>
internal static class ModelsDevShape
{
    public static CompatShape Providers { get; } = new("api.json", WriteProviders);

    /// <summary>Models whoever serves them: <c>{"lab/slug": Model}</c>.</summary>
    public static CompatShape Models { get; } = new("models.json", WriteModels);

    private static int WriteProviders(Utf8JsonWriter json, CatalogSnapshot snapshot, ModelScope scope)
    {
        var leftOut = 0;
        json.WriteStartObject();
        foreach (var rows in snapshot.Providers)
        {
            var models = CompatRows.Of(rows, snapshot, scope).ToList();
            var sayable = models.FindAll(model => ModelsDevModel.CanSay(model.Values));
            leftOut += models.Count - sayable.Count;
            if (sayable.Count > 0)
            {
                json.WritePropertyName(rows.Provider);
                WriteProvider(json, rows, sayable);
            }
        }

        json.WriteEndObject();
        return leftOut;
    }

    private static void WriteProvider(Utf8JsonWriter json, ProviderRows rows, List<Model> models)
    {
        var row = new FieldWriter(json, rows.Row?.Values ?? FieldSet.Empty, FieldRegistry.Providers);
        json.WriteStartObject();
        json.WriteString("id"u8, rows.Provider);
        json.WriteString("name"u8, row.Text("name") ?? rows.Provider);
        row.Put("env").Put("npm").Put("api").Put("doc");
        json.WriteStartObject("models"u8);
        foreach (var model in models)
        {
            json.WritePropertyName(model.Key.Id);
            ModelsDevModel.Write(json, model.Key.Id, model.Values);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Every member but id and name is optional here, so nothing is left out.</summary>
    private static int WriteModels(Utf8JsonWriter json, CatalogSnapshot snapshot, ModelScope scope)
    {
        var mine = scope is ModelScope.All ? null : NamesOfMine(snapshot);
        json.WriteStartObject();
        foreach (var model in snapshot.Canonical.Models)
        {
            if (CompatRows.IsShown(model) && mine?.Contains(model.Key.Id) is not false)
            {
                json.WritePropertyName(model.Key.Id);
                ModelsDevModel.Write(json, model.Key.Id, model.Values);
            }
        }

        json.WriteEndObject();
        return 0;
    }

    /// <summary>The canonical models that one of mine is known to be; never by a name that looks alike.</summary>
    private static HashSet<string> NamesOfMine(CatalogSnapshot snapshot)
    {
        var identities = IdentityGraph.Build(snapshot);
        return CompatRows.Of(snapshot, ModelScope.Mine)
            .Select(model => identities.Of(model.Key)?.Model.Id)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
