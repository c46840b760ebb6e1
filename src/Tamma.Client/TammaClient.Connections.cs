using System.Net.Http.Json;
using System.Text.Json;

namespace Tamma.Client;

/// <content>Connections: added, changed, switched, removed and tested.</content>
public sealed partial class TammaClient
{
    /// <summary>Lists the connections.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of them.</returns>
    public Task<ListResponse<ConnectionResponse>> ListConnectionsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("connections", TammaJson.Default.ConnectionList, cancellationToken);

    /// <summary>Reads one connection.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection.</returns>
    public Task<ConnectionResponse> GetConnectionAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync(Place(id), TammaJson.Default.ConnectionResponse, cancellationToken);

    /// <summary>Adds a connection; the server reads it at once.</summary>
    /// <param name="connection">What to add.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection as it is now.</returns>
    public Task<ConnectionResponse> AddConnectionAsync(ConnectionRequest connection, CancellationToken cancellationToken = default) =>
        PostAsync("connections", connection, TammaJson.Default.ConnectionRequest, TammaJson.Default.ConnectionResponse, cancellationToken);

    /// <summary>Changes a connection that was added or found.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="patch">A merge patch (RFC 7396) of the members of <see cref="ConnectionRequest"/>: null takes a member back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection as it is now.</returns>
    public async Task<ConnectionResponse> ChangeConnectionAsync(string id, JsonElement patch, CancellationToken cancellationToken = default)
    {
        using var content = JsonContent.Create(patch, TammaJson.Default.JsonElement, new("application/merge-patch+json"));
        return await SendAsync(HttpMethod.Patch, "api/v1/" + Place(id), content, TammaJson.Default.ConnectionResponse, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a connection that was added or found, and all that it said.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What went with it.</returns>
    public Task<ConnectionRemovalResponse> RemoveConnectionAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, "api/v1/" + Place(id), null, TammaJson.Default.ConnectionRemovalResponse, cancellationToken);

    /// <summary>Switches a connection on; the server reads it at once.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection as it is now.</returns>
    public Task<ConnectionResponse> EnableConnectionAsync(string id, CancellationToken cancellationToken = default) =>
        PostAsync(Place(id) + "/enable", TammaJson.Default.ConnectionResponse, cancellationToken);

    /// <summary>Switches a connection off; what it said stands and is marked.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection as it is now.</returns>
    public Task<ConnectionResponse> DisableConnectionAsync(string id, CancellationToken cancellationToken = default) =>
        PostAsync(Place(id) + "/disable", TammaJson.Default.ConnectionResponse, cancellationToken);

    /// <summary>Tests a connection step by step; takes ten seconds at most.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was found.</returns>
    public Task<ConnectionCheckResponse> TestConnectionAsync(string id, CancellationToken cancellationToken = default) =>
        PostAsync(Place(id) + "/test", TammaJson.Default.ConnectionCheckResponse, cancellationToken);

    /// <summary>Tests a connection that is not added yet.</summary>
    /// <param name="connection">What to test.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was found.</returns>
    public Task<ConnectionCheckResponse> TestConnectionAsync(ConnectionRequest connection, CancellationToken cancellationToken = default) =>
        PostAsync("connections/test", connection, TammaJson.Default.ConnectionRequest, TammaJson.Default.ConnectionCheckResponse, cancellationToken);

    private static string Place(string id) => $"connections/{Uri.EscapeDataString(id)}";
}
