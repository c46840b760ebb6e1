using Tamma.Security;
using Tamma.Server.Rest;

namespace Tamma.Server.Access;

/// <summary>Lets a caller through who shows a key, or who reads on the server's own machine (architecture §9.10).</summary>
internal sealed class Gate(KeyRing keys)
{
    private const string Bearer = "Bearer ";
    private const string KeyHeader = "X-Api-Key";

    /// <returns>Null when the caller may pass.</returns>
    public Problem? Refuse(HttpContext context, Permission permission)
    {
        var presented = Presented(context.Request);
        var principal = presented is null ? LocalCaller.Find(context) : keys.Find(presented);
        if (principal is null)
        {
            return ProblemKind.Unauthenticated.Because(presented is null
                ? "This request carries no key, and it does not come straight from this machine. Send the key as Authorization: Bearer KEY."
                : "The key is not valid here. It may have been reset, or belong to another server; tamma keys reset makes a new one.");
        }

        if (principal.May(permission))
        {
            return null;
        }

        return presented is null
            ? ProblemKind.Unauthenticated.Because($"Without a key this machine may read; this needs {permission}. Send a key as Authorization: Bearer KEY.")
            : ProblemKind.Forbidden.Because($"The key '{principal.Name}' may not do this: it needs {permission}.").With("permission", permission.ToString());
    }

    /// <summary>The caller's name, for the record. Only after <see cref="Refuse"/> let it through.</summary>
    public string NameOf(HttpContext context) =>
        (Presented(context.Request) is { } presented ? keys.Find(presented) : Principal.LocalReader)?.Name ?? "unknown";

    /// <summary>Whether the caller shows a key at all.</summary>
    public static bool IsKeyed(HttpRequest request) => Presented(request) is not null;

    private static string? Presented(HttpRequest request)
    {
        var authorization = request.Headers.Authorization;
        if (authorization.Count > 0)
        {
            var value = authorization[0] ?? "";
            return value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..].Trim() : value;
        }

        return request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : null;
    }
}
