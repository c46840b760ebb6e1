using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>
/// LiteLLM's <c>model_prices_and_context_window.json</c>, which its clients read from <c>LITELLM_MODEL_COST_MAP_URL</c>: one flat object
/// of key → model, prices in dollars for one token.
/// </summary>
internal static class LiteLlmShape
{
    public static CompatShape Instance { get; } = new("litellm", Write);

    /// <summary>A model of which nothing can be said there but its name is left out: as a row it would look free of charge.</summary>
    private static int Write(Utf8JsonWriter json, CatalogSnapshot snapshot, ModelScope scope)
    {
        var leftOut = 0;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        foreach (var model in CompatRows.Of(snapshot, scope))
        {
            if (!LiteLlmModel.CanSay(model.Values))
            {
                leftOut++;
                continue;
            }

            var (provider, key) = LiteLlmNames.Of(model.Key);

            // Two providers without a prefix may have one id; a bare id is whose comes first.
            key = taken.Add(key) ? key : model.Key.ToString();
            taken.Add(key);
            json.WritePropertyName(key);
            LiteLlmModel.Write(json, provider, model.Values);
        }

        json.WriteEndObject();
        return leftOut;
    }
}
