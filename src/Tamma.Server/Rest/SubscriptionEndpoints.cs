using System.Text.Json;
using Tamma.Client;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Who wants to be told of what: made, changed, stopped, tested. Of secrets, what names them is shown.</summary>
internal static class SubscriptionEndpoints
{
    private static readonly QueryParameters s_none = new();

    private static readonly TimeSpan s_longestOverlap = TimeSpan.FromDays(365);

    public static void MapSubscriptions(this IEndpointRouteBuilder endpoints)
    {
        var subscriptions = endpoints.MapGroup("/subscriptions");
        subscriptions.MapMethods("", ApiEndpoints.Reading, ListAsync).Takes(s_none)
            .WithSummary("The subscriptions, oldest first, with what became of their messages.")
            .Answers<ListResponse<SubscriptionResponse>>(ProblemKind.UnknownParameter)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("", AddAsync).Takes(s_none)
            .WithSummary("Adds a subscription, which is told of what happens from now on. A signing secret that is made for it is in this answer and in no other.")
            .Accepts<SubscriptionRequest>("application/json")
            .Answers<SubscriptionResponse>(StatusCodes.Status201Created, ProblemKind.InvalidBody, ProblemKind.InvalidFilter, ProblemKind.InvalidSubscription, ProblemKind.TooManySubscriptions, ProblemKind.SecretUnavailable)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("/pause", PauseAllAsync).Takes(s_none)
            .WithSummary("Pauses all that are active. What happens meanwhile is told when they go on.")
            .Accepts<SubscriptionPauseRequest>("application/json")
            .Answers<ListResponse<SubscriptionResponse>>(ProblemKind.InvalidBody)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("/resume", ResumeAllAsync).Takes(s_none)
            .WithSummary("Resumes all that are paused; one that was disabled stays so.")
            .Answers<ListResponse<SubscriptionResponse>>()
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapMethods("/{id}", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One subscription.")
            .Answers<SubscriptionResponse>(ProblemKind.UnknownParameter, ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPatch("/{id}", ChangeAsync).Takes(s_none)
            .WithSummary("Changes what the body names; headers are replaced all together.")
            .Accepts<SubscriptionRequest>("application/json")
            .Answers<SubscriptionResponse>(ProblemKind.InvalidBody, ProblemKind.InvalidFilter, ProblemKind.SubscriptionNotFound, ProblemKind.InvalidSubscription, ProblemKind.SecretUnavailable)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapDelete("/{id}", RemoveAsync).Takes(s_none)
            .WithSummary("Removes a subscription with its queue and what is kept of its messages.")
            .Answers<SubscriptionResponse>(ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("/{id}/pause", PauseAsync).Takes(s_none)
            .WithSummary("Sends nothing more until it is resumed. What happens meanwhile is told then.")
            .Accepts<SubscriptionPauseRequest>("application/json")
            .Answers<SubscriptionResponse>(ProblemKind.InvalidBody, ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("/{id}/resume", ResumeAsync).Takes(s_none)
            .WithSummary("Goes on where it was stopped, also one that was disabled; what waited for another try is tried at once.")
            .Answers<SubscriptionResponse>(ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("/{id}/ping", PingAsync).Takes(s_none)
            .WithSummary("Sends a test message now and says what came of it. It is no event and no delivery.")
            .Answers<PingResponse>(ProblemKind.SubscriptionNotFound)
            .Requires(Permission.SubscriptionsManage);
        subscriptions.MapPost("/{id}/secret", RotateAsync).Takes(s_none)
            .WithSummary("Signs with another secret from now on, and with those before for a while too. One that is made is in this answer and in no other.")
            .Accepts<SecretRotationRequest>("application/json")
            .Answers<SubscriptionResponse>(ProblemKind.InvalidBody, ProblemKind.SubscriptionNotFound, ProblemKind.InvalidSubscription, ProblemKind.SecretUnavailable)
            .Requires(Permission.SubscriptionsManage);
    }

    internal static Problem NotFound(string id) => ProblemKind.SubscriptionNotFound.Because($"There is no subscription '{id}'. See GET /api/v1/subscriptions.");

    private static async Task<IResult> ListAsync(HttpContext context, ISubscriptionStore store, SubscriptionViews views) =>
        new RequestQuery(context, s_none).Problem is { } problem ? problem : await ShowAllAsync(await store.ReadAsync(context.RequestAborted), views, context);

    private static async Task<IResult> GetAsync(HttpContext context, string id, ISubscriptionStore store, SubscriptionViews views) =>
        new RequestQuery(context, s_none).Problem is { } problem ? problem
        : Guid.TryParse(id, out var known) && await store.GetAsync(known, context.RequestAborted) is { } subscription ? await ShowAsync(subscription, views, context)
        : NotFound(id);

    private static async Task<IResult> AddAsync(HttpContext context, SubscriptionBook book, SubscriptionViews views, Gate gate)
    {
        var (draft, problem) = await SubscriptionBody.ReadAsync(context);
        return problem ?? await GuardedAsync(async () =>
        {
            var (subscription, secret) = await book.AddAsync(draft!, gate.NameOf(context), CancellationToken.None);
            var shown = await views.ShowAsync(subscription, secret, context.RequestAborted);
            return new JsonAnswer(JsonSerializer.SerializeToUtf8Bytes(shown, WireJson.Context.SubscriptionResponse), "", StatusCodes.Status201Created) { Location = $"{ApiEndpoints.Root}/subscriptions/{subscription.Id}" };
        });
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, SubscriptionBook book, SubscriptionViews views, Gate gate)
    {
        var (draft, problem) = await SubscriptionBody.ReadAsync(context);
        return problem ?? await WithAsync(id, async known => await ShowAsync(await book.ChangeAsync(known, draft!, gate.NameOf(context), CancellationToken.None), views, context));
    }

    private static Task<IResult> RemoveAsync(HttpContext context, string id, SubscriptionBook book, SubscriptionViews views, Gate gate) =>
        WithAsync(id, async known => await ShowAsync(await book.RemoveAsync(known, gate.NameOf(context), CancellationToken.None), views, context));

    private static async Task<IResult> PauseAsync(HttpContext context, string id, SubscriptionBook book, SubscriptionViews views, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.SubscriptionPauseRequest);
        return problem ?? await WithAsync(id, async known => await ShowAsync(await book.PauseAsync(known, request?.Reason, gate.NameOf(context), CancellationToken.None), views, context));
    }

    private static Task<IResult> ResumeAsync(HttpContext context, string id, SubscriptionBook book, SubscriptionViews views, Gate gate) =>
        WithAsync(id, async known => await ShowAsync(await book.ResumeAsync(known, gate.NameOf(context), CancellationToken.None), views, context));

    private static async Task<IResult> PauseAllAsync(HttpContext context, SubscriptionBook book, SubscriptionViews views, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.SubscriptionPauseRequest);
        return problem ?? await GuardedAsync(async () => await ShowAllAsync(await book.SwitchAllAsync(resume: false, request?.Reason, gate.NameOf(context), CancellationToken.None), views, context));
    }

    private static Task<IResult> ResumeAllAsync(HttpContext context, SubscriptionBook book, SubscriptionViews views, Gate gate) =>
        GuardedAsync(async () => await ShowAllAsync(await book.SwitchAllAsync(resume: true, reason: null, gate.NameOf(context), CancellationToken.None), views, context));

    private static Task<IResult> PingAsync(HttpContext context, string id, ISubscriptionStore store, SubscriptionPing ping, Gate gate) =>
        WithAsync(id, async known => await store.GetAsync(known, context.RequestAborted) is { } subscription
            ? JsonAnswer.From(SubscriptionProjection.Project(await ping.SendAsync(subscription, gate.NameOf(context), context.RequestAborted)), WireJson.Context.PingResponse)
            : NotFound(id));

    private static async Task<IResult> RotateAsync(HttpContext context, string id, SubscriptionBook book, SubscriptionViews views, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.SecretRotationRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (request?.OverlapSeconds is { } seconds && !(seconds >= 0 && seconds <= s_longestOverlap.TotalSeconds))
        {
            return SubscriptionBody.Wrong([new("overlap_seconds", $"is not between 0 and {s_longestOverlap.TotalSeconds:0}")]);
        }

        return await WithAsync(id, async known =>
        {
            var overlap = request?.OverlapSeconds is { } wanted ? TimeSpan.FromSeconds(wanted) : (TimeSpan?)null;
            var (subscription, secret) = await book.RotateAsync(known, request?.Secret, overlap, gate.NameOf(context), CancellationToken.None);
            return JsonAnswer.From(await views.ShowAsync(subscription, secret, context.RequestAborted), WireJson.Context.SubscriptionResponse);
        });
    }

    private static async Task<IResult> ShowAllAsync(IEnumerable<Subscription> shown, SubscriptionViews views, HttpContext context) =>
        JsonAnswer.From(new ListResponse<SubscriptionResponse> { Data = await views.ShowAsync(shown, context.RequestAborted) }, WireJson.Context.SubscriptionList);

    private static async Task<IResult> ShowAsync(Subscription subscription, SubscriptionViews views, HttpContext context) =>
        JsonAnswer.From(await views.ShowAsync(subscription, secret: null, context.RequestAborted), WireJson.Context.SubscriptionResponse);

    private static Task<IResult> WithAsync(string id, Func<Guid, Task<IResult>> work) =>
        Guid.TryParse(id, out var known) ? GuardedAsync(() => work(known)) : Task.FromResult<IResult>(NotFound(id));

    private static async Task<IResult> GuardedAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (SubscriptionRefusedException refused)
        {
            return refused.Why switch
            {
                SubscriptionRefusal.Wrong => SubscriptionBody.Wrong(refused.Mistakes),
                SubscriptionRefusal.WrongFilter => FilterProblem.Of(refused.Filter!, "filter"),
                SubscriptionRefusal.TooMany => ProblemKind.TooManySubscriptions.Because(refused.Message),
                SubscriptionRefusal.Secret => ProblemKind.SecretUnavailable.Because(refused.Message),
                _ => ProblemKind.SubscriptionNotFound.Because($"{refused.Message} See GET /api/v1/subscriptions."),
            };
        }
    }
}
