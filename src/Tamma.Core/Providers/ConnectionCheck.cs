using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>
/// Tests a connection step by step and says in one sentence what is wrong. Asks once, for ten seconds at most, and writes nothing:
/// it has its own way to the network, so it counts for no limit, no breaker and no health.
/// </summary>
public sealed class ConnectionCheck : IAsyncDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private readonly ServiceProvider _services;
    private readonly HttpLimits _limits;
    private readonly TimeProvider _time;

    public ConnectionCheck(HttpLimits limits, MyProviders mine, IEnumerable<ProviderType> types, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        var services = new ServiceCollection()
            .AddSingleton(time)
            .AddSingleton(mine)
            .AddProviders(limits with { Attempts = 1, RequestTimeout = s_longest });
        foreach (var type in types.Where(type => ProviderTypes.Find(type.Name) is null))
        {
            services.AddSingleton(type);
        }

        _services = services.BuildServiceProvider();
    }

    public async Task<ConnectionCheckResult> RunAsync(ConnectionOptions connection, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_longest, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var steps = new CheckSteps(connection.Id);
        try
        {
            return await RunAsync(connection, steps, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return steps.Fail(steps.Next, "no answer within 10 s", "the server is slow, or something on the way swallows what is sent. Try again, or look at the network");
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<ConnectionCheckResult> RunAsync(ConnectionOptions connection, CheckSteps steps, CancellationToken cancellationToken)
    {
        if (CredentialFault(connection) is { } noKey)
        {
            return steps.Fail("credential", noKey, "set it where the server runs and start the server again, or write another reference (env:NAME or file:PATH)");
        }

        steps.Pass("credential", connection.Credential is { } reference ? $"there, from {reference.Describe()}" : "none is used");
        if (connection.Url.Scheme is "http" or "https")
        {
            var way = _limits.Proxy.GetProxy(connection.Url) is { } proxy
                ? ProxyCheck.RunAsync(connection.Url, proxy, _limits.Offline, steps, cancellationToken)
                : NetworkCheck.RunAsync(connection.Url, _limits, steps, cancellationToken);
            if (await way is { } unreachable)
            {
                return unreachable;
            }
        }

        var pages = 0;
        try
        {
            return steps.Done(await CountAsync(connection, read => pages = read, cancellationToken));
        }
        catch (ProviderException fault)
        {
            return await JudgeAsync(connection, fault, steps, cancellationToken);
        }
        catch (OperationCanceledException) when (pages > 0)
        {
            steps.Pass("http", "it answers");
            steps.Pass("authorised", "it lets us in");
            steps.Pass("list", string.Create(CultureInfo.InvariantCulture, $"{pages} pages were read in 10 s"));
            return steps.Enough();
        }
    }

    private async Task<int> CountAsync(ConnectionOptions connection, Action<int> read, CancellationToken cancellationToken)
    {
        var type = _services.GetServices<ProviderType>().First(type => type.Name == connection.Type);
        var listing = await type.Create(connection, _services).ListAsync(previous: null, new Pages(read), cancellationToken);
        return listing is Listing.Complete complete ? complete.Claims.Count(claim => !claim.Key.IsProvider && (claim.Kind is ClaimKind.Offer || connection.Listings is ListingScope.All)) : 0;
    }

    private async Task<ConnectionCheckResult> JudgeAsync(ConnectionOptions connection, ProviderException fault, CheckSteps steps, CancellationToken cancellationToken)
    {
        if (fault.Status is { } status)
        {
            steps.Pass("http", $"it answered {status.ToString(CultureInfo.InvariantCulture)}");
        }

        switch (fault)
        {
            case { Fault: ProviderFault.NoCredential }:
                return steps.Fail("credential", fault.Message, "set it where the server runs");
            case { Status: 407 }:
                return steps.Fail("proxy", "a proxy on the way wants a sign-in (407)", "put its user and password into http.proxy, or name this server in http.no_proxy");
            case { Fault: ProviderFault.Unauthorised }:
                return steps.Fail("authorised", fault.Message, connection.Credential is null ? "give it one: credential env:NAME" : "put a valid key there; it is read anew for each run");
            case { Fault: ProviderFault.Forbidden }:
                return steps.Fail("authorised", fault.Message, "give the key the right to list models, or use another");
            case { Fault: ProviderFault.QuotaExhausted }:
                return steps.Fail("authorised", fault.Message, "look at the account's billing");
            case { Fault: ProviderFault.RateLimited }:
                return steps.Fail("authorised", fault.Message, "wait, and ask less often: interval, limits.requests_per_second");
            case { Fault: ProviderFault.NotFound or ProviderFault.Malformed or ProviderFault.Redirected }:
                var step = fault.Fault is ProviderFault.Malformed ? "list" : "path";
                if (fault.Fault is ProviderFault.Malformed && fault.Status is null)
                {
                    steps.Pass("http", "it answered");
                }

                return await SuggestAsync(connection, cancellationToken) is { } better
                    ? steps.Fail(step, fault.Message, $"use {Addresses.Shown(better)}, which answers", better)
                    : steps.Fail(step, fault.Message, fault.Fault is ProviderFault.Malformed ? $"is this a server of type {connection.Type}, and is the base URL right?" : KnownPlace(connection));
            case { Fault: ProviderFault.Unreachable or ProviderFault.TimedOut or ProviderFault.CutOff or ProviderFault.ForbiddenAddress }:
                return steps.Fail("http", fault.Message, connection.Url.Scheme == "http" ? "does it speak https there?" : "look at the server's own log");
            default:
                return steps.Fail("http", fault.Message, "the server has a fault of its own; try again later");
        }
    }

    /// <summary>Another base path at the same server that gives a list; a key goes nowhere else.</summary>
    private async Task<Uri?> SuggestAsync(ConnectionOptions connection, CancellationToken cancellationToken)
    {
        foreach (var candidate in BasePaths.Near(connection.Url, ProviderTypes.Find(connection.Type)))
        {
            try
            {
                await CountAsync(connection with { Url = candidate }, _ => { }, cancellationToken);
                return candidate;
            }
            catch (ProviderException)
            {
                // Not that one.
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        return null;
    }

    private static string KnownPlace(ConnectionOptions connection) =>
        ProviderTypes.Find(connection.Type)?.Known is [var known, ..] ? $"a base URL of type {connection.Type} is for example {known.Url}" : "look up the base URL of its API";

    private static string? CredentialFault(ConnectionOptions connection)
    {
        try
        {
            ConnectionAccess.Bearer(connection);
            return null;
        }
        catch (ProviderException fault)
        {
            return fault.Message;
        }
    }

    private sealed class Pages(Action<int> read) : IProgress<int>
    {
        public void Report(int value) => read(value);
    }
}
