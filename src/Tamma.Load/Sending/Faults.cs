using System.Net.Sockets;
using System.Security.Authentication;
using Tamma.Benchmarks.Samples;

namespace Tamma.Load.Sending;

/// <summary>What an exception of the connection means, and how it is said.</summary>
internal static class Faults
{
    public static RequestError Kind(Exception ex, Exchange exchange) => ex switch
    {
        _ when exchange.Headers is not null => RequestError.StreamBroken,
        _ when IsSecurity(ex) => RequestError.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } or { InnerException: SocketException } when exchange.Sent is null => RequestError.Connect,
        _ => RequestError.StreamBroken,
    };

    /// <summary>The innermost says what happened; those around it say that something did. Holds addresses, and nothing that was sent.</summary>
    public static string Words(Exception ex) => IsSecurity(ex)
        ? $"TLS failed: {ex.GetBaseException().Message.TrimEnd('.')}. This machine must trust the certificate; nothing here turns that off."
        : ex.GetBaseException() is var inner && ex.Message.Contains("inner exception", StringComparison.Ordinal) ? inner.Message : ex.Message;

    private static bool IsSecurity(Exception ex) =>
        ex is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException };
}
