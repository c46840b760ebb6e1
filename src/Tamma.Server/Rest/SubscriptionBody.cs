using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Client;
using Tamma.Notifications.Subscriptions;
using Tamma.Providers;

namespace Tamma.Server.Rest;

/// <summary>Reads a subscription from a body. A member that there is not is a mistake and no silence.</summary>
internal static class SubscriptionBody
{
    private static readonly (string Within, ImmutableArray<string> Members)[] s_known =
        [("", Names(typeof(SubscriptionRequest))), ("target", Names(typeof(SubscriptionTargetRequest))), ("batch", Names(typeof(SubscriptionBatch))), ("calm", Names(typeof(SubscriptionCalm))), ("calm.quiet", Names(typeof(SubscriptionQuiet))), ("calm.digest", Names(typeof(SubscriptionDigest)))];

    public static async Task<(SubscriptionDraft? Draft, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.JsonObject);
        if (problem is not null || body is null)
        {
            return (null, problem ?? ProblemKind.InvalidBody.Because("The body is empty; send a subscription as JSON."));
        }

        var strangers = s_known.SelectMany(part => Strangers(Part(body, part.Within), part.Within, part.Members)).ToImmutableArray();
        if (!strangers.IsEmpty)
        {
            return (null, Wrong(strangers));
        }

        SubscriptionRequest? request;
        try
        {
            request = body.Deserialize(WireJson.Context.SubscriptionRequest);
        }
        catch (JsonException ex)
        {
            return (null, Wrong([new((ex.Path ?? "").TrimStart('$', '.') is { Length: > 0 } path ? path : "body", "is of another kind than it should be; see /openapi.json")]));
        }

        WebhookFormat? format = null;
        if (request?.Target?.Format is { } word && (format = Words.Find<WebhookFormat>(word)) is null)
        {
            return (null, Wrong([new("target.format", $"is none of {string.Join(", ", Words.All<WebhookFormat>())}")]));
        }

        if (request?.Batch?.MaxSeconds is { } seconds && !(seconds >= 0 && seconds <= Batching.LongestWait.TotalSeconds))
        {
            return (null, Wrong([new("batch.max_seconds", $"is not between 0 and {Batching.LongestWait.TotalSeconds:0}")]));
        }

        var (calm, mistakes) = CalmBody.Read(request?.Calm);
        if (!mistakes.IsEmpty)
        {
            return (null, Wrong(mistakes));
        }

        return (new()
        {
            Calm = calm,
            Name = request!.Name,
            Filter = request.Filter,
            Url = request.Target?.Url,
            Format = format,
            Ordered = request.Target?.Ordered,
            Headers = request.Target?.Headers?.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase),
            Secret = request.Target?.Secret,
            BatchMost = request.Batch?.MaxEvents,
            BatchWait = request.Batch?.MaxSeconds is { } wait ? TimeSpan.FromSeconds(wait) : null,
        }, null);
    }

    public static Problem Wrong(ImmutableArray<SubscriptionMistake> mistakes) =>
        ProblemKind.InvalidSubscription.Because(string.Join(". ", mistakes) + ".").With("mistakes", [.. mistakes.Select(mistake => mistake.ToString())]);

    private static JsonObject? Part(JsonObject body, string within) =>
        within.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonObject?)body, (part, name) => part?[name] as JsonObject);

    private static IEnumerable<SubscriptionMistake> Strangers(JsonObject? body, string within, ImmutableArray<string> known) =>
        (body ?? []).Select(member => member.Key).Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => new SubscriptionMistake(within is "" ? Shown(name) : $"{within}.{Shown(name)}", Nearest.To(name, known) is { } near ? $"is no member; did you mean {near}?" : $"is no member; there is: {string.Join(", ", known)}"));

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private static ImmutableArray<string> Names(Type type) => [.. type.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
}
