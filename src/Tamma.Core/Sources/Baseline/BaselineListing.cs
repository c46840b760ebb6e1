using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;
using Tamma.Providers.Http;

namespace Tamma.Sources.Baseline;

/// <summary>
/// The bundled baseline: what providers' lists omit of their own models, read from the assembly and needing no network. A file of
/// the same schema may be laid over it.
/// </summary>
internal sealed class BaselineListing(ReferenceSourceOptions options, JsonFetch fetch, MyProviders mine, TimeProvider time) : IListing
{
    private const string Yaml = "application/yaml";

    public static ReferenceSourceType Type { get; } = new(
        SourceId.Baseline,
        "Limits, prices, dates and capabilities that come with the program, each with where it is from and when it was checked.",
        (options, services) => new BaselineListing(
            options, services.GetRequiredService<JsonFetch>(), services.GetRequiredService<MyProviders>(), services.GetService<TimeProvider>() ?? TimeProvider.System));

    /// <summary>The bundled facts were copied for the most part from models.dev (docs/baseline.md); a file of the operator's own is his own word.</summary>
    public Source Source { get; } = new() { Id = options.Id, DerivesFrom = options.Url == ReferenceSourceOptions.Bundled ? SourceId.ModelsDev : null };

    public string? Credential => null;

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        // With nothing connected there is nobody whose rows could be left out (architecture §9.11).
        var scope = options.Listings is ListingScope.MyProviders && !mine.AnyAskedFor ? ListingScope.All : options.Listings;
        var states = new ListingStates(Source.Id, options.Url, mine.Describe(scope), previous);
        var now = time.GetUtcNow();
        List<FetchResult.Body> pages = [.. BundledFacts.Files.Select(file => new FetchResult.Body(file.Content, null, Yaml, options.Url, now))];
        if (options.Url != ReferenceSourceOptions.Bundled)
        {
            pages.Add(await fetch.GetBodyAsync(new(options.Url, ConnectionAccess.None), cancellationToken));
        }

        progress?.Report(pages.Count);
        if (states.Same(pages) is { } unchanged)
        {
            return unchanged;
        }

        var names = BundledFacts.Files.Select(file => file.File).Append(Path.GetFileName(Addresses.Shown(options.Url)));
        var draft = new ListingDraft(Source.Id);
        var document = Fill(draft, Laid(pages.Zip(names).SelectMany(page => BaselineReader.Read(page.Second, page.First.Bytes.Span))), scope, now);
        return states.Settle(pages, [document], draft);
    }

    /// <summary>Each file over those before it: a row takes the place of the row of its key.</summary>
    private static SortedDictionary<ModelKey, FieldSet> Laid(IEnumerable<BaselineFile> files)
    {
        SortedDictionary<ModelKey, FieldSet> rows = [];
        foreach (var file in files)
        {
            foreach (var key in file.Replaces ? rows.Keys.Where(key => key.Provider == file.Provider).ToList() : [])
            {
                rows.Remove(key);
            }

            foreach (var row in file.Rows)
            {
                rows[row.Key] = row.Values;
            }
        }

        return rows;
    }

    /// <summary>What is kept of it is what was read of it, as JSON: the strict reader has let nothing else through.</summary>
    private Document Fill(ListingDraft draft, SortedDictionary<ModelKey, FieldSet> rows, ListingScope scope, DateTimeOffset now)
    {
        List<(ModelKey Key, FieldSet Values, int Offset, int Length)> kept = [];
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, values) in rows)
            {
                if (!mine.Keep(key.Provider, scope))
                {
                    draft.NotKept.Add(key.Provider);
                    continue;
                }

                writer.WritePropertyName(key.ToString());
                writer.Flush();
                var start = buffer.WrittenCount;
                FieldSetJson.Write(writer, values);
                writer.Flush();
                kept.Add((key, values, start, buffer.WrittenCount - start));
            }

            writer.WriteEndObject();
        }

        var document = Document.From(buffer.WrittenMemory, "application/json", now);
        foreach (var (key, values, offset, length) in kept)
        {
            draft.Add(key, ClaimKind.Reference, key.ToString(), values, key.IsProvider ? null : new(document.Hash, offset, length), now);
        }

        return document;
    }
}
