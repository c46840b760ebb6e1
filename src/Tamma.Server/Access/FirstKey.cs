using Tamma.Security;

namespace Tamma.Server.Access;

/// <summary>Makes the bootstrap key. Its text goes into the client credential file and nowhere else.</summary>
internal static class FirstKey
{
    public const string Name = "admin";

    /// <summary>Signs this machine's clients in: with a new key when there is none yet, else under the address at which the server is now.</summary>
    /// <returns>True when a key was made.</returns>
    public static async Task<bool> EnsureAsync(KeyRing keys, IKeyStore store, string credentialFile, string server, TimeProvider time, CancellationToken cancellationToken)
    {
        if (keys.IsEmpty)
        {
            await MakeAsync(store, credentialFile, server, time, cancellationToken);
            await keys.LoadAsync(cancellationToken);
            return true;
        }

        var entries = ClientCredentials.All(credentialFile);
        if (!entries.Any(entry => entry.Server == server && keys.Find(entry.Key) is not null)
            && entries.FirstOrDefault(entry => keys.Find(entry.Key) is not null) is { Key: { } known })
        {
            ClientCredentials.Write(credentialFile, server, known);
        }

        return false;
    }

    /// <summary>Takes all keys back and makes a new one.</summary>
    public static async Task ResetAsync(IKeyStore store, string credentialFile, string server, TimeProvider time, CancellationToken cancellationToken)
    {
        await store.ClearAsync(cancellationToken);
        await MakeAsync(store, credentialFile, server, time, cancellationToken);
    }

    private static async Task MakeAsync(IKeyStore store, string credentialFile, string server, TimeProvider time, CancellationToken cancellationToken)
    {
        var (key, text) = ApiKey.Create(Name, time.GetUtcNow());

        // The file first: a key that is in the database and nowhere else would lock its owner out.
        ClientCredentials.Write(credentialFile, server, text);
        await store.AddAsync(key, cancellationToken);
    }
}
