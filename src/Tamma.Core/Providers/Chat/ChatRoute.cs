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
}
