using System.Globalization;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Providers;
using Tamma.Search;

namespace Tamma.Server.Projections;

/// <summary>Where little was found: what would make more callable, or what was probably meant.</summary>
internal static class SearchAdvice
{
    private const int MostPlaces = 3;

    public static string? Of(ModelSearchRequest request, SearchRequest asked, SearchHits hits, CatalogSnapshot snapshot)
    {
        if (request.Providers?.FirstOrDefault(name => snapshot.Provider(name) is null) is { } stranger)
        {
            return $"No provider '{Shown(stranger)}' is known{(Providers.Nearest.To(stranger, snapshot.Providers.Select(rows => rows.Provider)) is { } near ? $"; did you mean '{near}'?" : ". See GET /api/v1/providers.")}";
        }

        if (!hits.Elsewhere.IsEmpty)
        {
            var places = string.Join(", ", hits.Elsewhere.Take(MostPlaces).Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Count} at {place.Value}")));
            return string.Create(CultureInfo.InvariantCulture, $"{hits.KnownElsewhere} more are known that no connection offers: {places}. {Remedy(Nearest(hits.Elsewhere.Take(MostPlaces).Select(place => place.Value), snapshot), snapshot)} To see them all: scope=all.");
        }

        return hits.Total > 0 ? null
            : !hits.Rows.IsEmpty ? "Nothing satisfies all that was asked; each row says what it misses."
            : asked.Scope is ModelScope.Mine ? "Nothing was found, here or elsewhere. Ask with fewer words or conditions."
            : "Nothing was found. Ask with fewer words or conditions.";
    }

    /// <summary>The one that takes least to be called: a connection that is there, then one that needs no address.</summary>
    private static string Nearest(IEnumerable<string> providers, CatalogSnapshot snapshot) =>
        providers.OrderBy(provider => snapshot.Connections.Values.Any(connection => connection.Provider == provider) ? 0 : Known(provider) is not null ? 1 : 2).First();

    private static KnownConnection? Known(string provider) =>
        ProviderTypes.All.SelectMany(type => type.Known).FirstOrDefault(known => (known.Provider ?? known.Id) == provider);

    private static string Remedy(string provider, CatalogSnapshot snapshot)
    {
        var own = snapshot.Connections.Values.Where(connection => connection.Provider == provider).OrderBy(connection => connection.Id, StringComparer.Ordinal).ToList();
        return own switch
        {
            [] => Known(provider) is { } known
                ? $"To call those of {provider}: tamma providers add {known.Id}{(known.Keys is [var key, ..] ? $", with its key in {key}." : ".")}"
                : $"To call those of {provider}, add a connection: tamma providers add {provider} --type openai_compatible --url URL.",
            _ when own.TrueForAll(connection => !connection.Enabled) => $"Its connection is switched off: tamma providers enable {own[0].Id}.",
            _ => $"Its connection {own[0].Id} does not list them, or was refused: tamma doctor.",
        };
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
