using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Discovery.Overriding;

/// <summary>Ends overrides when their time has come, and looks after each commit of another source whether it moved beneath one.</summary>
internal sealed partial class OverrideWatch(OverrideBook book, TimeProvider time, ILogger<OverrideWatch> logger) : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(5);

    private readonly Channel<ModelKey> _touched = Channel.CreateUnbounded<ModelKey>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task _working = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await book.StartAsync(cancellationToken);
        book.Touched = key => _touched.Writer.TryWrite(key);
        _working = Task.WhenAll(ExpireAsync(), FollowAsync());
    }

    public async Task StopAsync()
    {
        book.Touched = null;
        await _stop.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task ExpireAsync()
    {
        using var timer = new PeriodicTimer(s_tick, time);
        try
        {
            do
            {
                await TryAsync(book.ExpireAsync);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            while (await _touched.Reader.WaitToReadAsync(_stop.Token))
            {
                HashSet<ModelKey> keys = [];
                while (_touched.Reader.TryRead(out var key))
                {
                    keys.Add(key);
                }

                await TryAsync(token => book.CheckDriftAsync(keys, token));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>A record that cannot be written now is tried again: by the next tick, the next commit, or the next start.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stop.Token);
        }
        catch (StorageException ex)
        {
            LogFailed(ex.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overrides could not be looked after: {What}")]
    private partial void LogFailed(string what);
}
