using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Tamma.Search.Embedding;

/// <summary>Gives a search the vector of its words, soon or not at all: a server that is slow, wrong or dead never fails a search.</summary>
/// <param name="current">Whose generation says in which space the vector is to be.</param>
/// <param name="source">Null where no server is configured.</param>
public sealed partial class QueryEmbedder(CurrentEmbeddings current, EmbeddingSource? source, EmbeddingOptions options, TimeProvider time, ILogger<QueryEmbedder> logger) : IDisposable
{
    /// <summary>Longer words are no query.</summary>
    private const int LongestText = 1_000;

    /// <summary>Requests under way at once; whoever comes then goes on without.</summary>
    private const int MostFlights = 32;

    private readonly RecentVectors _recent = new(options.QueryCache);
    private readonly QueryCircuit _circuit = new(time);
    private readonly ConcurrentDictionary<(EmbeddingSpace, string), Lazy<Task<float[]?>>> _flights = new();
    private readonly CancellationTokenSource _end = new();
    private (EmbeddingSpace Space, IEmbeddingGenerator<string, Embedding<float>> Generator)? _generator;

    /// <summary>How it stands, for status and for a search that had to go without.</summary>
    public EmbeddingState State => current.State;

    /// <summary>Waits no longer than the options allow.</summary>
    /// <returns>Null where there is nothing to compare with, or no vector in time; <see cref="State"/> says why.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public async ValueTask<QueryMeaning?> TryEmbedAsync(string text, CancellationToken cancellationToken)
    {
        // Read once: what it is compared with is of the space that it is made in, whatever is swapped meanwhile.
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (source is null || current.Served is not { Count: > 0 } table || words.Length is 0 or > LongestText)
        {
            return null;
        }

        if (!_recent.TryGet(table.Space, words, out var vector))
        {
            var turn = _circuit.Turn();
            vector = turn is QueryTurn.Leave || _flights.Count >= MostFlights ? null
                : turn is QueryTurn.Probe ? Forget(Fly(table, words))
                : await WaitAsync(Fly(table, words), cancellationToken);
        }

        return vector is null || vector.Length != table.Dimensions ? null : new(table.Space.Model, vector, table);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _generator?.Generator.Dispose();
    }

    private static float[]? Forget(Task<float[]?> flight)
    {
        _ = flight;
        return null;
    }

    private async Task<float[]?> WaitAsync(Task<float[]?> flight, CancellationToken cancellationToken)
    {
        try
        {
            return await flight.WaitAsync(options.QueryTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Fail(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no vector of a query within {options.QueryTimeout.TotalMilliseconds:0} ms; search.embeddings.query_timeout allows more"));
            return null;
        }
    }

    /// <summary>One request for each text, however many ask. It goes on when they have gone: its answer is kept for the next who asks.</summary>
    private Task<float[]?> Fly(EmbeddedModels table, string words) =>
        _flights.GetOrAdd((table.Space, words), static (key, at) => new(() => at.Embedder.EmbedAsync(at.Table, key.Item2)), (Embedder: this, Table: table)).Value;

    private async Task<float[]?> EmbedAsync(EmbeddedModels table, string words)
    {
        await Task.Yield();
        var start = time.GetTimestamp();
        try
        {
            var answer = await GeneratorOf(table.Space).GenerateAsync([words], cancellationToken: _end.Token);
            var vector = VectorCheck.Read(answer, 1, table.Dimensions, table.Space)[0];
            if (time.GetElapsedTime(start) <= options.QueryTimeout)
            {
                Succeed();
            }

            // Last: whoever finds it here finds the circuit as it left it.
            _recent.Put(table.Space, words, vector);
            return vector;
        }
#pragma warning disable CA1031 // whatever a server or its library throws, it is told by the circuit, and a search goes on by the vectors of the program
        catch (Exception ex)
#pragma warning restore CA1031
        {
            if (!_end.IsCancellationRequested)
            {
                Fail(EmbeddingException.Shown(ex));
            }

            return null;
        }
        finally
        {
            _flights.TryRemove((table.Space, words), out _);
        }
    }

    private IEmbeddingGenerator<string, Embedding<float>> GeneratorOf(EmbeddingSpace space)
    {
        lock (_flights)
        {
            if (_generator is { } known && known.Space == space)
            {
                return known.Generator;
            }

            // The one before may still be in use; it holds nothing that must be given back at once.
            _generator = (space, source!(space));
            return _generator.Value.Generator;
        }
    }

    private void Succeed()
    {
        var wasOpen = _circuit.Open is not null;
        _circuit.Succeeded();
        current.ReportQuery(null);
        if (wasOpen)
        {
            LogWell();
        }
    }

    private void Fail(string why)
    {
        var wasOpen = _circuit.Open is not null;
        _circuit.Failed(why);
        current.ReportQuery(_circuit.Open);
        if (!wasOpen && _circuit.Open is not null)
        {
            LogFailing(why);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queries go without embeddings: {Why}. The server is tried again every 30 s.")]
    private partial void LogFailing(string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Queries have embeddings again.")]
    private partial void LogWell();
}
