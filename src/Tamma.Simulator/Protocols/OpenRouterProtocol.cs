using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>OpenRouter: text models unless asked for others, pages by offset, and the hosts behind each model.</summary>
internal sealed class OpenRouterProtocol : IProtocol
{
    private const string ListPath = "api/v1/models";
    private const string OwnListPath = "api/v1/models/user";
    private const int LargestPage = 1000;

    public IReadOnlyList<string> ListPaths => [ListPath, OwnListPath];

    /// <summary>The catalogue is open; a key that is shown must be right all the same.</summary>
    public bool Admits(HttpRequest request, WorldSpec spec) =>
        spec.Key is null || request.Headers.Authorization.Count == 0 || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public Failure? Objection(Ask ask) =>
        !Admits(ask.Request, ask.Spec) ? Failure.Unauthorised
        : ask.Path is OwnListPath or "api/v1/key" && ask.Spec.Key is not null && ask.Bearer is null ? Failure.Unauthorised with { Message = "No auth credentials found" }
        : null;

    public IReadOnlyList<WorldModel> Select(Ask ask, IReadOnlyList<WorldModel> models)
    {
        var asked = (ask.Query("output_modalities") ?? "text").Split(',', StringSplitOptions.TrimEntries);
        return asked is ["all"] ? models : [.. models.Where(model => OpenRouterModel.OutputsOf(model).Intersect(asked, StringComparer.Ordinal).Any())];
    }

    public Page? Cut(Ask ask, IReadOnlyList<WorldModel> models)
    {
        if (ask.Query("offset") is null && ask.Query("limit") is null)
        {
            return ask.Spec.PageSize is { } usual ? Page.At(models, 0, usual) : Page.Whole(models);
        }

        var size = Page.SizeOf(ask.Query("limit"), ask.Spec.PageSize ?? LargestPage, ask.Spec.PageSize ?? LargestPage);
        return int.TryParse(ask.Query("offset") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? Page.At(models, start, size) : null;
    }

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        var page = listing.Page;
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var model in listing.Models)
        {
            OpenRouterModel.Write(json, model, listing.World);
        }

        json.WriteEndArray();
        json.WriteNumber("total_count", page.Total);
        json.WriteStartObject("links");
        json.WriteString("next", page.HasMore ? NextOf(listing.Ask, page) : null);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public Reply? Beside(Ask ask, WorldSnapshot world)
    {
        if (ask.Path == "api/v1/key")
        {
            return Reply.Json("""{"data":{"label":"sk-or-v1-sim...key","limit":100,"limit_remaining":74.5,"limit_reset":"monthly","usage":25.5,"usage_daily":0.4,"usage_weekly":3.1,"usage_monthly":25.5,"byok_usage":0,"is_free_tier":false,"is_management_key":false,"expires_at":null,"rate_limit":{"requests":-1,"interval":"10s","note":"This field is deprecated and safe to ignore."}}}""");
        }

        if (ask.Below(ListPath + "/") is not { } rest || !rest.EndsWith("/endpoints", StringComparison.Ordinal))
        {
            return null;
        }

        var slug = rest[..^"/endpoints".Length];
        return world.Models.FirstOrDefault(model => model.Id == slug || OpenRouterModel.SlugOf(model) == slug) is { } found
            ? Reply.Json(json => OpenRouterHosts.Write(json, found, hasMeasures: ask.Spec.Key is null || ask.Bearer is not null))
            : Reply.Of(Refuse(ask.Spec, Failure.NoModel(slug)));
    }

    public Refusal Refuse(WorldSpec spec, Failure failure)
    {
        var status = failure.IsQuota ? 402 : failure.Status;
        return new(status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", failure switch
            {
                { IsQuota: true } => "Insufficient credits. Add more using https://openrouter.ai/credits",
                { Status: 401, Message: var message } => message == Failure.Unauthorised.Message ? "User not found." : message,
                _ => failure.Message,
            });
            json.WriteNumber("code", status);
            if (failure.Status == 429 && !failure.IsQuota)
            {
                json.WriteStartObject("metadata");
                json.WriteString("error_type", "rate_limit_exceeded");
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteNull("user_id");
            json.WriteEndObject();
        })));
    }

    public void Adorn(IHeaderDictionary headers, Ask ask) => headers["cf-ray"] = $"{Dice.For(ask.Number, ask.Spec.Name).Next():x16}-SIM";

    /// <summary>The same query with another offset.</summary>
    private static string NextOf(Ask ask, Page page)
    {
        var others = ask.Request.Query.Where(part => part.Key is not ("offset" or "limit")).Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value.ToString())}");
        string[] query = [$"offset={Limits.Text(page.End)}", $"limit={Limits.Text(page.Size)}", .. others];
        return $"{ask.Request.Scheme}://{ask.Request.Host}{ask.Request.PathBase}{ask.Request.Path}?{string.Join('&', query)}";
    }
}
