using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Providers.Local;

/// <summary>All of these servers answer OpenAI's list; who owns the rows tells them apart.</summary>
internal static class LocalOwner
{
    /// <exception cref="ProviderException">There are rows, and some are of another owner.</exception>
    public static void Require(Document document, string owner, LocalServerKind kind, Uri root)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (LocalSigns.IsOwnedBy(json.RootElement, owner) is false)
        {
            throw LocalServer.IsNo(kind, root);
        }
    }
}
