namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Waits for what another thread or process brings about, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        TrueAsync(() => Task.FromResult(condition()), cancellationToken);

    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        if (!await TriedAsync(condition, cancellationToken))
        {
            throw new TimeoutException("What was waited for did not come.");
        }
    }

    /// <returns>False when it did not come, for who can say more about it.</returns>
    public static async Task<bool> TriedAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > s_patience)
            {
                return false;
            }

            await Task.Delay(s_between, TimeProvider.System, cancellationToken);
        }

        return true;
    }
}
