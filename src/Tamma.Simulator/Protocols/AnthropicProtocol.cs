using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>Anthropic's API: pages by cursor, two dated versions, and a lifecycle in the newer one.</summary>
internal sealed class AnthropicProtocol : IProtocol
{
    private const string ListPath = "v1/models";
    private const int UsualPage = 20;
    private const int LargestPage = 1000;

    public IReadOnlyList<string> ListPaths => [ListPath];

    public bool Admits(HttpRequest request, WorldSpec spec) => spec.Key is null
        || request.Headers["x-api-key"].ToString() == spec.Key
        || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public Failure? Objection(Ask ask) =>
        !Admits(ask.Request, ask.Spec) ? Failure.Unauthorised
        : ask.Header("anthropic-version") is AnthropicModel.OldVersion or AnthropicModel.NewVersion ? null
        : Failure.BadVersion;

    /// <summary>The newest first; a retired model shows only when it is asked for.</summary>
    public IReadOnlyList<WorldModel> Select(Ask ask, IReadOnlyList<WorldModel> models)
    {
        string?[] asked = [.. ask.Request.Query["lifecycle[]"], .. ask.Request.Query["lifecycle"]];
        return [.. models
            .Where(model => AnthropicModel.LifecycleOf(model) is var stage && (asked is [] ? stage != "retired" : asked.Contains(stage, StringComparer.Ordinal)))
            .OrderByDescending(Rows.BornAt)];
    }

    public Page? Cut(Ask ask, IReadOnlyList<WorldModel> models)
    {
        var size = Page.SizeOf(ask.Query("limit"), ask.Spec.PageSize ?? UsualPage, ask.Spec.PageSize ?? LargestPage);
        return ask.Query("before_id") is { } before ? Page.Before(models, size, before) : Page.After(models, size, ask.Query("after_id"));
    }

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var model in listing.Models)
        {
            AnthropicModel.Write(json, model, listing.Ask);
        }

        json.WriteEndArray();
        json.WriteString("first_id", listing.Models is [var first, ..] ? first.Id : null);
        json.WriteString("last_id", listing.Models is [.., var last] ? last.Id : null);
        json.WriteBoolean("has_more", listing.HasMore);
        json.WriteEndObject();
    }

    /// <summary>One model by its id or by an alias.</summary>
    public Reply? Beside(Ask ask, WorldSnapshot world)
    {
        if (ask.Below(ListPath + "/") is not { } id)
        {
            return null;
        }

        return (world.Models.FirstOrDefault(model => model.Id == id) ?? world.Models.FirstOrDefault(model => model.Aliases?.Contains(id, StringComparer.Ordinal) ?? false)) is { } model
            ? Reply.Json(json => AnthropicModel.Write(json, model, ask))
            : Reply.Of(Refuse(ask.Spec, Failure.NotFound with { Message = $"model: {id}", RequestId = ask.RequestId }));
    }

    public Refusal Refuse(WorldSpec spec, Failure failure) => new(failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteStartObject("error");
        json.WriteString("type", TypeOf(failure.Status));
        json.WriteString("message", failure.Status == 401 ? "invalid x-api-key" : failure.Message);
        if (failure.IsQuota)
        {
            json.WriteStartObject("details");
            json.WriteString("error_code", "enforced_spend_limit_reached");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("request_id", failure.RequestId);
        json.WriteEndObject();
    })));

    public void Adorn(IHeaderDictionary headers, Ask ask)
    {
        headers["request-id"] = ask.RequestId;
        headers["anthropic-organization-id"] = "00000000-0000-4000-8000-000000000000";
        foreach (var (name, limit, each) in (ReadOnlySpan<(string, long, long)>)[("requests", Limits.Requests, 1), ("tokens", Limits.Tokens, 40), ("input-tokens", Limits.Tokens / 2, 30), ("output-tokens", Limits.Tokens / 4, 10)])
        {
            headers[$"anthropic-ratelimit-{name}-limit"] = Limits.Text(limit);
            headers[$"anthropic-ratelimit-{name}-remaining"] = Limits.Text(Limits.Left(ask, limit, each));
            headers[$"anthropic-ratelimit-{name}-reset"] = Rows.Rfc3339(ask.Now.AddSeconds(60 - (ask.Now.Second % 60)));
        }
    }

    private static string TypeOf(int status) => status switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        402 => "billing_error",
        403 => "permission_error",
        404 => "not_found_error",
        409 => "conflict_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        504 => "timeout_error",
        529 => "overloaded_error",
        _ => "api_error",
    };
}
