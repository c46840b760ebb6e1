using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly.CircuitBreaker;

namespace Tamma.Providers.Http;

/// <summary>What went wrong on the way, in the operator's words. No message holds a query, a key or foreign text.</summary>
internal static class AnswerFaults
{
    /// <summary>The connection failed, or broke before there was an answer.</summary>
    /// <param name="proxy">Through which it was asked; null when directly.</param>
    public static ProviderException Of(HttpRequestException failure, Uri url, Uri? proxy = null)
    {
        if (failure.InnerException is ProviderException refused)
        {
            return new(refused.Fault, refused.Message, failure);
        }

        var socket = Causes(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;
        return (failure.HttpRequestError, socket) switch
        {
            (HttpRequestError.ProxyTunnelError, _) => new(
                ProviderFault.Unreachable,
                failure.StatusCode is HttpStatusCode.ProxyAuthenticationRequired || failure.Message.Contains("407", StringComparison.Ordinal)
                    ? $"the proxy {Addresses.ShownServer(proxy ?? url)} wants a user and a password (407)"
                    : $"the proxy {Addresses.ShownServer(proxy ?? url)} does not let us through to {url.Host}",
                failure),
            (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError, _) when proxy is not null =>
                new(ProviderFault.Unreachable, $"the proxy {Addresses.ShownServer(proxy)} cannot be reached", failure),
            (HttpRequestError.NameResolutionError, _) or (_, SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain) =>
                new(ProviderFault.Unreachable, $"host name unknown: {url.Host}", failure),
            (_, SocketError.ConnectionRefused) => new(ProviderFault.Unreachable, $"nothing listens at {Addresses.ShownServer(url)}", failure),
            (_, SocketError.TimedOut) => new(ProviderFault.TimedOut, $"no connection in time to {Addresses.ShownServer(url)}", failure),
            (HttpRequestError.SecureConnectionError, _) => new(ProviderFault.Unreachable, $"no secure connection to {Addresses.ShownServer(url)}: {Tls(failure)}", failure),
            (HttpRequestError.ResponseEnded, _) => CutOff(0, failure),
            (HttpRequestError.InvalidResponse, _) => new(ProviderFault.Malformed, $"what listens at {Addresses.ShownServer(url)} does not speak HTTP", failure),
            (_, { } error) => new(ProviderFault.Unreachable, $"no connection to {Addresses.ShownServer(url)} ({error})", failure),
            _ => new(ProviderFault.Unreachable, $"no connection to {Addresses.ShownServer(url)}", failure),
        };
    }

    public static ProviderException CutOff(long bytes, Exception? inner = null) =>
        new(ProviderFault.CutOff, $"answer cut off after {Count(bytes)} bytes", inner);

    public static ProviderException TooLarge(int limit) =>
        new(ProviderFault.TooLarge, $"the answer is larger than {Count(limit)} bytes");

    /// <summary>It was not asked, because it had failed too often.</summary>
    public static ProviderException Of(BrokenCircuitException open, Circuit circuit) => new(
        ProviderFault.CircuitOpen,
        circuit.HalfOpenAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"not asked, it failed too often{Last(circuit)}; it is tried again from {at.ToUniversalTime():HH:mm:ss}")
            : $"not asked, it failed too often{Last(circuit)}; one try is under way",
        open);

    private static string Last(Circuit circuit) => circuit.Why is { } why ? $" ({why})" : "";

    /// <summary>It answered, and not with what was asked for.</summary>
    public static ProviderException Of(HttpStatusCode status, Uri url, Uri? location, ProviderError? error, string? credential, TimeSpan? retryAfter)
    {
        var code = (int)status;
        retryAfter ??= error?.RetryAfter; // Google says it in the body
        var (fault, message) = code switch
        {
            402 => (ProviderFault.QuotaExhausted, $"no quota left (402{Said(error, code)})"),
            401 or 429 when error is { SaysQuota: true } => (ProviderFault.QuotaExhausted, $"no quota left ({code}{Said(error, code)})"),
            401 when error is { SaysModel: true } => (ProviderFault.NotFound, $"no such model for us (401{Said(error, code)})"), // Zen
            400 when error is { Fault: ProviderFault.Unauthorised } => (ProviderFault.Unauthorised, KeyRejected($"400{Said(error, code)}", credential)), // Google
            401 => (ProviderFault.Unauthorised, KeyRejected("401", credential)),
            403 => (ProviderFault.Forbidden, credential is null ? "it refuses us (403) and no key is set" : $"key may not list models (403), from {credential}"),
            404 => (ProviderFault.NotFound, $"there is nothing at {Addresses.Shown(url)} (404); is the base URL right?"),
            407 => (ProviderFault.Unreachable, "the proxy wants a user and a password (407)"),
            408 => (ProviderFault.TimedOut, "it gave up waiting (408)"),
            429 => (ProviderFault.RateLimited, $"too many requests (429){Wait(retryAfter)}"),
            304 => (ProviderFault.Malformed, "it answered 304 to a question without a validator"),
            >= 300 and < 400 when location is not null => (ProviderFault.Redirected, $"it redirects to {Target(url, location)} ({code}); put that address into the configuration if it is right"),
            _ => (ProviderFault.ServerError, error?.Telling is { } word && word != Digits(code) ? $"answered {code} ({word})" : $"answered {code}"),
        };
        return new(fault, message) { Status = code, RetryAfter = retryAfter };
    }

    /// <summary>An error in a body whose status said that all is well.</summary>
    public static ProviderException Of(ProviderError error, string? credential)
    {
        var fault = error.Fault ?? ProviderFault.ServerError;
        var said = error.Telling is { } word ? $" ({word})" : "";
        return new(fault, fault switch
        {
            ProviderFault.Unauthorised when credential is not null => $"key rejected{said}, from {credential}",
            ProviderFault.QuotaExhausted => $"no quota left{said}",
            ProviderFault.RateLimited => $"too many requests{said}",
            _ => $"answered 200 with an error in it{said}",
        })
        {
            Status = 200,
        };
    }

    private static string KeyRejected(string status, string? credential) =>
        credential is null ? $"it wants a key ({status}) and none is set" : $"key rejected ({status}), from {credential}";

    private static string Said(ProviderError? error, int status) => error?.Telling is { } word && word != Digits(status) ? " " + word : "";

    private static string Digits(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static string Tls(HttpRequestException failure) => Causes(failure).OfType<AuthenticationException>().LastOrDefault()?.Message switch
    {
        { } text when text.Contains("NameMismatch", StringComparison.Ordinal) => "its certificate is for another name",
        { } text when text.Contains("ChainErrors", StringComparison.Ordinal) || text.Contains("certificate chain", StringComparison.Ordinal) => "its certificate is not trusted; if its authority is your own, put it into http.ca_file",
        _ => "TLS failed",
    };

    private static string Wait(TimeSpan? wait) =>
        wait is { } time ? string.Create(CultureInfo.InvariantCulture, $"; it asks for {Math.Ceiling(time.TotalSeconds):N0} s of patience") : "";

    private static string Target(Uri url, Uri location)
    {
        var target = location.IsAbsoluteUri ? location : new Uri(url, location);
        return Addresses.ShownServer(target) == Addresses.ShownServer(url) ? Addresses.Shown(target) : Addresses.ShownServer(target);
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure;
        }
    }

    /// <summary>Whether trying again can help.</summary>
    public static bool IsPassing(ProviderException fault) => fault.Fault switch
    {
        ProviderFault.Unreachable => !Causes(fault).Any(cause => cause is AuthenticationException),
        ProviderFault.TimedOut or ProviderFault.CutOff or ProviderFault.RateLimited => true,
        ProviderFault.ServerError => fault.Status is >= 500,
        _ => false,
    };

    /// <summary>Whether it speaks against the server itself, and not against what was asked or how often.</summary>
    public static bool IsFailure(ProviderException fault) => fault.Fault is not ProviderFault.RateLimited && IsPassing(fault);

    public static bool IsRefused(ProviderException fault) =>
        Causes(fault).Any(cause => cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused });

    private static string Count(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
