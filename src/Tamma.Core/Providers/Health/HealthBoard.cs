using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Providers.Health;

/// <summary>How each connection fares now. Reading takes no lock; each connection is written by one at a time.</summary>
public sealed class HealthBoard(IHealthStore store, IBell bell, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConnectionHealth> _health = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _writing = new(StringComparer.Ordinal);

    public HealthRule Rule { get; } = HealthRule.Default;

    public IEnumerable<ConnectionHealth> All => _health.Values;

    /// <summary>Goes on with what the last process knew.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await store.ReadStatesAsync(cancellationToken))
        {
            _health[state.Connection] = new(state, [.. await store.ReadSamplesAsync(state.Connection, Rule.MostSamples, cancellationToken)]);
        }
    }

    public ConnectionHealth Of(string connection) => _health.GetValueOrDefault(connection) ?? new(HealthState.Unknown(connection, time.GetUtcNow()), []);

    /// <summary>Whether anything is known of it.</summary>
    public ConnectionHealth? Known(string connection) => _health.GetValueOrDefault(connection);

    /// <returns>The states before and after the sample.</returns>
    /// <exception cref="StorageException">It could not be written. It is known to this process all the same.</exception>
    public async Task<(HealthState Before, HealthState After)> AddAsync(HealthSample sample, string provider, CancellationToken cancellationToken)
    {
        var writing = _writing.GetOrAdd(sample.Connection, static _ => new(1, 1));
        await writing.WaitAsync(cancellationToken);
        try
        {
            var known = _health.GetValueOrDefault(sample.Connection) ?? new(HealthState.Unknown(sample.Connection, sample.At), []);
            var after = HealthEngine.Next(known.State, sample, Rule);
            _health[sample.Connection] = new(after, Keep(known.Samples, sample with { Reason = null }));
            var events = HealthEvents.Describe(known.State, after, provider);
            var position = await store.SaveAsync(sample, after, Rule.MostSamples, sample.At - Rule.KeptFor, events, cancellationToken);
            if (!events.IsEmpty)
            {
                bell.Ring(position);
            }

            return (known.State, after);
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task ForgetAsync(string connection, CancellationToken cancellationToken)
    {
        _health.TryRemove(connection, out _);
        await store.ForgetAsync(connection, cancellationToken);
    }

    private ImmutableArray<HealthSample> Keep(ImmutableArray<HealthSample> samples, HealthSample next)
    {
        var first = Math.Max(0, samples.Length + 1 - Rule.MostSamples);
        while (first < samples.Length && samples[first].At < next.At - Rule.KeptFor)
        {
            first++;
        }

        return [.. samples.AsSpan()[first..], next];
    }
}

/// <param name="Samples">Those that are kept, oldest first.</param>
public sealed record ConnectionHealth(HealthState State, ImmutableArray<HealthSample> Samples);
