namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Waits for what another thread or process brings about, and not for ever.</summary>
internal static class Until
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        TrueAsync(() => Task.FromResult(condition()), cancellationToken);

    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > (patience ?? Patience))
            {
                throw new TimeoutException("What was waited for did not come.");
            }

            await Task.Delay(s_between, TimeProvider.System, cancellationToken);
        }
    }
}
