using Tamma.Security;

namespace Tamma.Server.Access;

/// <summary>Makes the bootstrap key. Its text goes into the client credential file and nowhere else.</summary>
internal static class FirstKey
{
    public const string Name = "admin";

    /// <returns>True when there was no key and one was made.</returns>
    public static async Task<bool> EnsureAsync(IKeyStore store, string credentialFile, string server, TimeProvider time, CancellationToken cancellationToken)
    {
        if ((await store.ReadAsync(cancellationToken)).Count > 0)
        {
            return false;
        }

        await MakeAsync(store, credentialFile, server, time, cancellationToken);
        return true;
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
