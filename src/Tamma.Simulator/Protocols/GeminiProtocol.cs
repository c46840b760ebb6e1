using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>Google's generativelanguage API: pages by token, and the delay of a refusal in the body.</summary>
internal sealed class GeminiProtocol : IProtocol
{
    private const string ListPath = "v1beta/models";

    /// <summary>Where Google's SDK asks since its third version.</summary>
    private const string StableListPath = "v1/models";
    private const int UsualPage = 50;
    private const int LargestPage = 1000;

    public IReadOnlyList<string> ListPaths => [ListPath, StableListPath];

    public string RowsName(string path) => "models";

    public bool SaysDelayInBody => true;

    public bool Admits(HttpRequest request, WorldSpec spec) =>
        spec.Key is null || request.Headers["x-goog-api-key"].ToString() == spec.Key || request.Query["key"].ToString() == spec.Key;

    /// <summary>A wrong key is a 400 here and no key a 403.</summary>
    public Failure? Objection(Ask ask) =>
        Admits(ask.Request, ask.Spec) ? null
        : (ask.Header("x-goog-api-key") ?? ask.Query("key")) is null
            ? Failure.Forbidden with { Message = "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API." }
            : Failure.Unauthorised with { Status = 400, Message = "API key not valid. Please pass a valid API key." };

    public Page? Cut(Ask ask, IReadOnlyList<WorldModel> models)
    {
        var size = Page.SizeOf(ask.Query("pageSize"), ask.Spec.PageSize ?? UsualPage, ask.Spec.PageSize ?? LargestPage);
        return ask.Query("pageToken") is not { } token ? Page.At(models, 0, size)
            : StartOf(token) is { } start ? Page.At(models, start, size)
            : null;
    }

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (var model in listing.Models)
        {
            GeminiModel.Write(json, model);
        }

        json.WriteEndArray();
        if (listing.HasMore)
        {
            json.WriteString("nextPageToken", TokenOf(listing.Page.End));
        }

        json.WriteEndObject();
    }

    public Reply? Beside(Ask ask, WorldSnapshot world) => (ask.Below(ListPath + "/") ?? ask.Below(StableListPath + "/")) is not { } id ? null
        : world.Models.FirstOrDefault(model => model.Id == id) is { } model ? Reply.Json(json => GeminiModel.Write(json, model))
        : Reply.Of(Refuse(ask.Spec, Failure.NotFound with { Message = $"Model is not found: models/{id} for api version v1beta" }));

    public Refusal Refuse(WorldSpec spec, Failure failure) =>
        new(failure.Status, "application/json; charset=UTF-8", Encoding.UTF8.GetString(ListingBodies.Write(json => GeminiErrors.Write(json, failure))));

    public void Adorn(IHeaderDictionary headers, Ask ask) => headers["server-timing"] = "gfet4t7; dur=12";

    private static string TokenOf(int start) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"start:{start}"));

    private static int? StartOf(string token)
    {
        Span<byte> text = stackalloc byte[64];
        return Convert.TryFromBase64String(token, text, out var length)
            && Encoding.UTF8.GetString(text[..length]).Split(':') is ["start", var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : null;
    }
}
