namespace Tamma.Client;

/// <content>Subscriptions: made, changed, stopped, tested; what became of their messages.</content>
public sealed partial class TammaClient
{
    /// <summary>Lists subscriptions, oldest first.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of them.</returns>
    public Task<ListResponse<SubscriptionResponse>> ListSubscriptionsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("subscriptions", TammaJson.Default.SubscriptionList, cancellationToken);

    /// <summary>Reads one subscription.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription.</returns>
    public Task<SubscriptionResponse> GetSubscriptionAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync($"subscriptions/{id}", TammaJson.Default.SubscriptionResponse, cancellationToken);

    /// <summary>Adds a subscription. It is told of what happens from now on.</summary>
    /// <param name="request">What to add.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription, with the signing secret that was made for it: it can be read here only.</returns>
    public Task<SubscriptionResponse> AddSubscriptionAsync(SubscriptionRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("subscriptions", request, TammaJson.Default.SubscriptionRequest, TammaJson.Default.SubscriptionResponse, cancellationToken);

    /// <summary>Changes a subscription; members that are null stay.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="request">What changes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription as it is now.</returns>
    public async Task<SubscriptionResponse> ChangeSubscriptionAsync(Guid id, SubscriptionRequest request, CancellationToken cancellationToken = default)
    {
        using var content = System.Net.Http.Json.JsonContent.Create(request, TammaJson.Default.SubscriptionRequest);
        return await SendAsync(HttpMethod.Patch, $"api/v1/subscriptions/{id}", content, TammaJson.Default.SubscriptionResponse, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a subscription and what is kept of its messages.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription as it was.</returns>
    public Task<SubscriptionResponse> RemoveSubscriptionAsync(Guid id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, $"api/v1/subscriptions/{id}", null, TammaJson.Default.SubscriptionResponse, cancellationToken);

    /// <summary>Sends nothing more until it is resumed; what happens meanwhile is told then.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="reason">Why; kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription as it is now.</returns>
    public Task<SubscriptionResponse> PauseSubscriptionAsync(Guid id, string? reason = null, CancellationToken cancellationToken = default) =>
        PostAsync($"subscriptions/{id}/pause", new() { Reason = reason }, TammaJson.Default.SubscriptionPauseRequest, TammaJson.Default.SubscriptionResponse, cancellationToken);

    /// <summary>Goes on where it was stopped.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription as it is now.</returns>
    public Task<SubscriptionResponse> ResumeSubscriptionAsync(Guid id, CancellationToken cancellationToken = default) =>
        PostAsync($"subscriptions/{id}/resume", TammaJson.Default.SubscriptionResponse, cancellationToken);

    /// <summary>Pauses all that are active.</summary>
    /// <param name="reason">Why; kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that were paused.</returns>
    public Task<ListResponse<SubscriptionResponse>> PauseSubscriptionsAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        PostAsync("subscriptions/pause", new() { Reason = reason }, TammaJson.Default.SubscriptionPauseRequest, TammaJson.Default.SubscriptionList, cancellationToken);

    /// <summary>Resumes all that are paused; what was disabled stays so.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that go on.</returns>
    public Task<ListResponse<SubscriptionResponse>> ResumeSubscriptionsAsync(CancellationToken cancellationToken = default) =>
        PostAsync("subscriptions/resume", TammaJson.Default.SubscriptionList, cancellationToken);

    /// <summary>Sends a test message now, and waits for what comes of it.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What came of it.</returns>
    public Task<PingResponse> PingSubscriptionAsync(Guid id, CancellationToken cancellationToken = default) =>
        PostAsync($"subscriptions/{id}/ping", TammaJson.Default.PingResponse, cancellationToken);

    /// <summary>Signs with another secret from now on, and with those before for a while too.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="request">Where the secret is, and for how long both sign.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription, with the secret that was made: it can be read here only.</returns>
    public Task<SubscriptionResponse> RotateSubscriptionSecretAsync(Guid id, SecretRotationRequest? request = null, CancellationToken cancellationToken = default) =>
        PostAsync($"subscriptions/{id}/secret", request ?? new(), TammaJson.Default.SecretRotationRequest, TammaJson.Default.SubscriptionResponse, cancellationToken);

    /// <summary>Lists a subscription's messages, newest first.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="state"><c>queued</c>, <c>delivered</c> or <c>dead</c>; null for all.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    public Task<ListResponse<DeliveryResponse>> ListDeliveriesAsync(Guid id, string? state = null, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("state", state).Add("limit", limit).Add("cursor", cursor);
        return GetAsync($"subscriptions/{id}/deliveries{query}", TammaJson.Default.DeliveryList, cancellationToken);
    }

    /// <summary>Reads one message with each try.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="delivery">The delivery's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public Task<DeliveryResponse> GetDeliveryAsync(Guid id, long delivery, CancellationToken cancellationToken = default) =>
        GetAsync(FormattableString.Invariant($"subscriptions/{id}/deliveries/{delivery}"), TammaJson.Default.DeliveryResponse, cancellationToken);

    /// <summary>Queues dead letters again: one, or all of a subscription.</summary>
    /// <param name="id">The subscription's id.</param>
    /// <param name="delivery">The delivery's id; null for all dead letters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many.</returns>
    public Task<ReplayResponse> ReplayAsync(Guid id, long? delivery = null, CancellationToken cancellationToken = default) =>
        PostAsync(delivery is { } one ? FormattableString.Invariant($"subscriptions/{id}/deliveries/{one}/replay") : $"subscriptions/{id}/replay", TammaJson.Default.ReplayResponse, cancellationToken);

    /// <summary>Reads how far those who are told have come.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Lag, queues and outcomes.</returns>
    public Task<NotificationStatusResponse> GetNotificationStatusAsync(CancellationToken cancellationToken = default) =>
        GetAsync("notifications/status", TammaJson.Default.NotificationStatusResponse, cancellationToken);
}
