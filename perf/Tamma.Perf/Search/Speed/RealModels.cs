using System.IO.Compression;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.OpenCode;
using Tamma.Tests.Shared;

namespace Tamma.Perf.Search.Speed;

/// <summary>OpenCode's recorded answer as a catalogue of reference rows.</summary>
internal static class RealModels
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Null where the corpus is not here.</returns>
    public static CatalogSnapshot? Find()
    {
        if (Corpus.Find("opencode-provider.json.gz") is not { } path)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            packed.CopyTo(bytes);
        }

        var source = SourceId.Connection("opencode-server");
        var connection = new ConnectionOptions
        {
            Id = "opencode-server",
            Type = "opencode_server",
            Provider = "opencode-server",
            Url = new("http://127.0.0.1:4096"),
            Interval = TimeSpan.FromHours(1),
            Listings = ListingScope.All,
        };
        var draft = new ListingDraft(source);
        OpenCodeCatalog.Read(Document.From(bytes.ToArray(), "application/json", s_at), connection, new([]), draft);
        return CatalogSnapshot.Empty(Guid.Empty).WithSources([source]).With([.. draft.Sorted().Select(claim => Row(claim.Key, claim.Values))], 1, s_at);
    }

    public static Model Row(ModelKey key, Catalog.Fields.FieldSet values) =>
        new() { Key = key, Availability = Availability.Listed, Values = values, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), values.Count)] };
}
