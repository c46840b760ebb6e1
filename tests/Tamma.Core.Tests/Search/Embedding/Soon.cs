using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

/// <summary>Waits for what another thread brings about, without sleeping and not for ever.</summary>
internal static class Soon
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static Task IsAsync(Func<bool> isSo, Action? again = null) => IsAsync(() => Task.FromResult(isSo()), again);

    /// <param name="again">Done between two looks: moves a clock, for example.</param>
    public static async Task IsAsync(Func<Task<bool>> isSo, Action? again = null)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < s_patience, "What was waited for did not come.");
            again?.Invoke();
            await Task.Yield();
        }
    }
}
