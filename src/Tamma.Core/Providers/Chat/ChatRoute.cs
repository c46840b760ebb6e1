using Tamma.Providers.Http;

namespace Tamma.Providers.Chat;

/// <summary>Where and how a model is talked to through a connection.</summary>
/// <param name="Base">Ends before the path that <see cref="ChatRequests.Path"/> gives.</param>
internal sealed record ChatRoute(ChatProtocol Protocol, Uri Base, ConnectionAccess Access, ChatDialect Dialect)
{
    /// <summary>What the API's addresses begin with below <see cref="Base"/>, where that may be missing from it.</summary>
    public string Api { get; init; } = "";

    /// <summary>As most servers have it: below the address of the list, with the key as a bearer token.</summary>
    public static ChatRoute OpenAi(ConnectionOptions connection, ChatDialect? dialect = null) =>
        new(ChatProtocol.OpenAi, connection.Url, ConnectionAccess.Bearer(connection), dialect ?? ChatDialect.Default);

    /// <summary>Where a request to a model goes. What the base ends with already is not added again: people paste Anthropic's with <c>/v1</c> and without.</summary>
    public Uri Address(string model, bool stream)
    {
        var parts = ChatRequests.Path(Protocol, model, stream, Dialect).Split('?', 2);
        string[] steps = [.. Api.Split('/', StringSplitOptions.RemoveEmptyEntries), .. parts[0].Split('/')];
        var url = steps.Length == 1 ? Addresses.Below(Base, steps[0]) : Addresses.Below(Base, string.Join('/', steps[..^1]), steps[^1]);
        return parts.Length == 1 ? url : new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query[1..]}&{parts[1]}" : parts[1] }.Uri;
    }
}
