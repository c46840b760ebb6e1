using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>Plans the next run of each source with Quartz. Triggers live in memory and are derived at start from the last runs.</summary>
public sealed partial class DiscoverySchedule(
    ISchedulerFactory schedulers,
    DiscoveryCoordinator coordinator,
    SourceBoard board,
    DiscoveryOptions options,
    TimeProvider time,
    ILogger<DiscoverySchedule> logger)
{
    private const string SourceName = "source";
    private const string Group = "discovery";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var operation in coordinator.Operations)
        {
            var source = operation.Listing.Source.Id;
            await scheduler.ScheduleJob(Job(source), Trigger(source, board.RunsOf(source).Last, operation.Interval), default, cancellationToken);
        }

        board.Ended = run => _ = PlanAsync(run);
        await scheduler.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        board.Ended = null;
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }

    /// <summary>Makes room for a source that has come. Its first run is started by who brings it, and the end of that plans the next.</summary>
    internal async Task PutAsync(SourceId source, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.AddJob(Job(source), AddJobOptions.Replacing, cancellationToken);
    }

    /// <summary>Plans no more runs of a source.</summary>
    internal async Task RemoveAsync(SourceId source, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.DeleteJob(new JobKey(source.Name, Group), cancellationToken);
    }

    /// <summary>When a source is read next, or null when it is being read.</summary>
    public async Task<DateTimeOffset?> NextAsync(SourceId source, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var trigger = await scheduler.GetTrigger(new TriggerKey(source.Name, Group), cancellationToken);
        return trigger?.NextFireTimeUtc;
    }

    private async Task PlanAsync(Run run)
    {
        if (coordinator.Find(run.Source) is not { } operation)
        {
            return;
        }

        try
        {
            var scheduler = await schedulers.GetScheduler();
            await scheduler.ScheduleTrigger(Trigger(run.Source, run, operation.Interval), TriggerConflict.Replace);
        }
        catch (SchedulerException ex) when (coordinator.Find(run.Source) is not null)
        {
            LogNotPlanned(ex, run.Source);
        }
        catch (SchedulerException)
        {
            // It was taken away in this moment.
        }
    }

    private static IJobDetail Job(SourceId source) =>
        JobBuilder.Create<DiscoveryJob>()
            .WithIdentity(source.Name, Group)
            .UsingJobData(SourceName, source.Name)
            .StoreDurably()
            .Build();

    private ITrigger Trigger(SourceId source, Run? last, TimeSpan interval) =>
        TriggerBuilder.Create()
            .WithIdentity(source.Name, Group)
            .ForJob(source.Name, Group)
            .StartAt(NextRun.After(source, last, interval, options.Jitter, board.NotBefore(source), time.GetUtcNow()))
            .Build();

    [LoggerMessage(Level = LogLevel.Error, Message = "The next run of {Source} could not be planned.")]
    private partial void LogNotPlanned(Exception exception, SourceId source);

    /// <summary>What Quartz fires. Does not wait for the run: its end plans the next.</summary>
    internal sealed class DiscoveryJob(DiscoveryCoordinator coordinator, SourceBoard board) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var source = new SourceId(Convert.ToString(context.MergedJobDataMap[SourceName], CultureInfo.InvariantCulture)!);
            if (!coordinator.IsStopped)
            {
                coordinator.TryStart(source, board.RunsOf(source).Last is null ? RunTrigger.Start : RunTrigger.Schedule);
            }

            return ValueTask.CompletedTask;
        }
    }
}
