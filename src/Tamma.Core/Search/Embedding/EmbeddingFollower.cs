using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;

namespace Tamma.Search.Embedding;

/// <summary>
/// Gives each new text of the catalogue its vector, in the background, and swaps in a generation when it is whole. The one before serves
/// until then, also across a start, and also where it is another model's.
/// </summary>
internal sealed partial class EmbeddingFollower(
    CurrentEmbeddings current,
    CurrentCatalog catalog,
    CurrentSearch search,
    IEmbeddingStore store,
    EmbeddingSource source,
    EmbeddingOptions options,
    TimeProvider time,
    ILogger<EmbeddingFollower> logger) : BackgroundService
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>How often what is used is marked as used.</summary>
    private static readonly TimeSpan s_mark = TimeSpan.FromDays(1);

    /// <summary>What nobody used for so long is forgotten; a model that was left for a trial costs nothing to come back to.</summary>
    private static readonly TimeSpan s_keep = TimeSpan.FromDays(30);

    private readonly EmbeddingSpace _space = options.Space ?? throw new InvalidOperationException("There is nothing to follow without a space.");
    private readonly EmbeddingBatches _batches = new(store, options, time);
    private VectorBlock? _block;
    private DateTimeOffset? _marked;
    private string? _failure;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            using var generator = source(_space);
            CatalogSnapshot? seen = null;
            var wait = s_shortest;
            while (true)
            {
                seen = await catalog.NextAsync(seen, stoppingToken);
                while (!await TryAsync(generator, stoppingToken))
                {
                    await Task.Delay(wait, time, stoppingToken);
                    wait = wait * 2 < s_longest ? wait * 2 : s_longest;
                }

                wait = s_shortest;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> TryAsync(IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(generator, cancellationToken);
            if (_failure is not null)
            {
                _failure = null;
                LogWell(_space.Model);
            }

            return true;
        }
#pragma warning disable CA1031 // foreign servers and their libraries throw what they like: any failure is told and tried again; what serves goes on
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var why = EmbeddingException.Shown(ex);
            var state = current.State;
            current.Report(state.Embedded, state.Wanted, why);
            if (_failure != why)
            {
                LogFailing(_space.Model, why);
            }

            _failure = why;
            return false;
        }
    }

    /// <summary>Brings the generation up to the newest index.</summary>
    private async Task FollowAsync(IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken cancellationToken)
    {
        var index = await search.FreshAsync(cancellationToken);
        var texts = current.Texts.Of(index);
        var wanted = texts.Wanted();
        var block = _block ??= await BeginAsync(index, wanted.Keys, cancellationToken);
        var missing = await _batches.ReadAsync(block, wanted.Keys, cancellationToken);
        if (missing.Count > 0)
        {
            var embedded = wanted.Count - missing.Count;
            current.Report(embedded, wanted.Count, _failure);
            await _batches.EmbedAsync(block, generator, missing, text => EmbeddingText.Of(texts.Models[wanted[text]]), Progress, cancellationToken);

            void Progress() => current.Report(embedded = Math.Min(embedded + options.Batch, wanted.Count), wanted.Count, null);
        }

        var isFirst = current.Served?.Space != _space;
        if (isFirst || missing.Count > 0 || wanted.Keys.Any(text => !current.Served!.Has(text)))
        {
            Serve(block.Generation(wanted.Keys), index);
        }

        // Made now, so that no search has to.
        current.Served!.Over(index);
        current.Report(wanted.Count, wanted.Count, null);
        await MarkAsync(isFirst, wanted.Keys, cancellationToken);
        if (isFirst)
        {
            LogReady(wanted.Count, _space.Model, missing.Count);
        }
    }

    /// <summary>At start: what served before serves until the new one is whole, if the server that would embed queries is the same.</summary>
    private async Task<VectorBlock> BeginAsync(SearchIndex index, IReadOnlyCollection<TextHash> wanted, CancellationToken cancellationToken)
    {
        var before = await store.ReadServedAsync(cancellationToken);
        if (before is not null && !before.HasVectorsOf(_space) && before.Server == _space.Server)
        {
            var old = new VectorBlock(before, current.Texts);
            await _batches.ReadAsync(old, wanted, cancellationToken);
            Serve(old.Generation(wanted), index);
            LogMeanwhile(before.Model, _space.Model);
        }

        return new(_space, current.Texts);
    }

    private void Serve(EmbeddedModels generation, SearchIndex index)
    {
        generation.Over(index);
        current.Serve(generation);
    }

    private async Task MarkAsync(bool isFirst, IReadOnlyCollection<TextHash> used, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (isFirst || _marked is not { } last || now - last >= s_mark)
        {
            await store.ServeAsync(_space, used, now, cancellationToken);
            await store.ForgetAsync(now - s_keep, cancellationToken);
            _marked = now;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "All {Texts} texts have their embeddings of {Model}; {Asked} were asked for.")]
    private partial void LogReady(int texts, string model, int asked);

    [LoggerMessage(Level = LogLevel.Information, Message = "Embeddings of {Before} serve until those of {Model} are there.")]
    private partial void LogMeanwhile(string before, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No embeddings of {Model}: {Why}. Tried again after 1 s to 5 min; search goes on with what it has.")]
    private partial void LogFailing(string model, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Embeddings of {Model} come again.")]
    private partial void LogWell(string model);
}
