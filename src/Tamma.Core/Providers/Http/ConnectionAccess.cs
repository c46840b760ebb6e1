using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using Tamma.Security;

namespace Tamma.Providers.Http;

/// <summary>What goes with a request so that it is let in, and all of it that no answer of ours may repeat.</summary>
internal sealed record ConnectionAccess
{
    public static ConnectionAccess None { get; } = new();

    public AuthenticationHeaderValue? Authorization { get; private init; }

    public ImmutableDictionary<string, string> Headers { get; private init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<string> Secrets { get; private init; } = [];

    /// <summary>Where the credential comes from, for people.</summary>
    public string? Credential { get; private init; }

    public static ConnectionAccess Bearer(ConnectionOptions connection) =>
        Of(connection, key => new("Bearer", key));

    public static ConnectionAccess Basic(ConnectionOptions connection, string defaultUser) =>
        Of(connection, password => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{connection.Username ?? defaultUser}:{password}"))));

    /// <summary>For lists that answer without a key too: a variable that is not set is then no mistake.</summary>
    public static ConnectionAccess BearerIfAny(ConnectionOptions connection) =>
        Bearer(connection.Credential is { Kind: CredentialKind.Environment } variable && variable.Read() is null ? connection with { Credential = null } : connection);

    /// <summary>The key in a header of its own, for example <c>x-api-key</c>.</summary>
    public static ConnectionAccess Header(ConnectionOptions connection, string header)
    {
        var access = Of(connection, _ => null);
        return Read(connection) is { } key ? access with { Headers = access.Headers.SetItem(header, key) } : access;
    }

    /// <summary>With a header that the format demands, unless the connection's owner has set it.</summary>
    public ConnectionAccess With(string header, string value) =>
        Headers.Keys.Contains(header, StringComparer.OrdinalIgnoreCase) ? this : this with { Headers = Headers.SetItem(header, value) };

    /// <summary>Bounds of the connection, which may change with each run.</summary>
    public ConnectionLimits Limits { get; private init; } = new();

    /// <summary>Whether a key goes with the requests.</summary>
    public bool HasKey { get; private init; }

    private static ConnectionAccess Of(ConnectionOptions connection, Func<string, AuthenticationHeaderValue?> authorise)
    {
        var secret = Read(connection);
        var authorization = secret is null ? null : authorise(secret);
        return new()
        {
            Authorization = authorization,
            Headers = connection.Headers,
            Credential = connection.Credential?.Describe(),
            HasKey = secret is not null,
            Limits = connection.Limits,
            Secrets = [.. new[] { secret, authorization?.Parameter }.OfType<string>(), .. connection.Headers.Values, .. Addresses.Secrets(connection.Url)],
        };
    }

    private static string? Read(ConnectionOptions connection)
    {
        if (connection.Credential is not { } reference)
        {
            return null;
        }

        string? secret;
        try
        {
            secret = reference.Read();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(ProviderFault.NoCredential, $"the key cannot be read, from {reference.Describe()}", ex);
        }

        return secret switch
        {
            null => throw new ProviderException(ProviderFault.NoCredential, $"there is no key in {reference.Describe()}"),
            _ when secret.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 =>
                throw new ProviderException(ProviderFault.NoCredential, $"the key holds characters that no header can carry, from {reference.Describe()}"),
            _ => secret,
        };
    }
}
