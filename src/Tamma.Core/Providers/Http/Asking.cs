namespace Tamma.Providers.Http;

/// <summary>How the requests of this flow of work are asked. Listings need not know that they serve a check.</summary>
internal static class Asking
{
    private static readonly AsyncLocal<bool> s_once = new();

    /// <summary>One try for each request, whatever the connection's bounds say.</summary>
    public static bool IsOnce => s_once.Value;

    /// <summary>Runs work whose requests are tried once.</summary>
    public static async Task OnceAsync(Func<Task> work)
    {
        // Set in this method, so it ends with it.
        s_once.Value = true;
        await work();
    }
}
