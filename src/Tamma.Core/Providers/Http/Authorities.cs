using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tamma.Providers.Http;

/// <summary>Whose certificates are believed: those of the system, and those that an operator adds.</summary>
public static class Authorities
{
    /// <summary>Reads a bundle in PEM.</summary>
    /// <returns>The certificates, or what is wrong, for people.</returns>
    public static (X509Certificate2Collection? Certificates, string? Wrong) Read(string path)
    {
        var bundle = new X509Certificate2Collection();
        try
        {
            bundle.ImportFromPemFile(path);
            return bundle.Count > 0 ? (bundle, null) : (null, $"there is no certificate in '{path}'; it wants a bundle in PEM");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return (null, $"the file '{path}' cannot be read");
        }
        catch (CryptographicException)
        {
            return (null, $"'{path}' holds no certificates in PEM");
        }
    }

    /// <summary>
    /// Everything else is checked as without it: the name, the dates, the purpose. Null when nothing is added.
    /// </summary>
    /// <exception cref="InvalidOperationException">The bundle cannot be read.</exception>
    internal static X509ChainPolicy? Policy(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var (added, wrong) = Read(path);
        if (added is null)
        {
            throw new InvalidOperationException(wrong);
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(added);
        policy.ExtraStore.AddRange(added);
        foreach (var location in (StoreLocation[])[StoreLocation.LocalMachine, StoreLocation.CurrentUser])
        {
            using var store = new X509Store(StoreName.Root, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                policy.CustomTrustStore.AddRange(store.Certificates);
            }
            catch (CryptographicException)
            {
                // A user or a machine may have no store of its own.
            }
        }

        return policy;
    }
}
