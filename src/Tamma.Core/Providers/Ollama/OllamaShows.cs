using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Local;

namespace Tamma.Providers.Ollama;

/// <summary>What the server shows of single models. A digest is a model and all its settings, so what was shown of one stays true and is not asked for again.</summary>
internal sealed class OllamaShows
{
    private const int AtOnce = 4;

    private ImmutableDictionary<string, SidePage> _byDigest = ImmutableDictionary<string, SidePage>.Empty;

    /// <summary>One page for each model that could be shown, in the order of the keys.</summary>
    public async Task<ImmutableSortedDictionary<ModelKey, SidePage>> AskAsync(IReadOnlyCollection<OllamaModel> models, Uri url, SidePages pages, ListingDraft draft, CancellationToken cancellationToken)
    {
        var known = _byDigest;
        var shown = new ConcurrentDictionary<ModelKey, SidePage>();
        var failed = 0;
        await Parallel.ForEachAsync(models, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (model, cancellation) =>
        {
            if (model.Digest is { } digest && known.TryGetValue(digest, out var before))
            {
                shown[model.Key] = before;
                return;
            }

            try
            {
                if (await pages.AskAsync(url, Question(model.Key.Id), cancellation) is { } page)
                {
                    shown[model.Key] = page;
                    return;
                }
            }
            catch (ProviderException ex) when (ex.Status is 400 or 500)
            {
                // One broken model must not hide all others; a server that is busy (502 to 504) is another matter.
            }

            Interlocked.Increment(ref failed);
        });

        for (var i = 0; i < failed; i++)
        {
            draft.Apply("model_is_not_shown");
        }

        _byDigest = models.Where(model => model.Digest is not null && shown.ContainsKey(model.Key)).GroupBy(model => model.Digest!, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, group => shown[group.First().Key], StringComparer.Ordinal);
        return shown.ToImmutableSortedDictionary();
    }

    private static byte[] Question(string model)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, model);
            writer.WriteBoolean("verbose"u8, false);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
