using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>
/// Tells whether an answer is what the last one was: by its validator, then by its bytes, then by what it says. All three hold only
/// while it is read in the same way: both hashes begin with a mark of the build, the scope and the address.
/// </summary>
internal sealed class ListingStates
{
    private const int MarkLength = 16;

    /// <summary>A build that reads more must read again what it has, so nobody has to remember to count a version up.</summary>
    private static readonly Guid s_build = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId;

    private readonly SourceId _source;
    private readonly string _url;
    private readonly string _mark;
    private readonly SourceState? _previous;

    /// <param name="reading">All of the configuration that decides what is read from the same bytes.</param>
    public ListingStates(SourceId source, Uri url, string reading, SourceState? previous)
    {
        _source = source;
        _url = Addresses.Remembered(url);
        _mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{s_build}\n{_url}\n{reading}")).AsSpan(0, MarkLength / 2));
        _previous = previous?.RawHash?.StartsWith(_mark, StringComparison.Ordinal) is true && previous.Url == _url ? previous : null;
    }

    /// <summary>To be sent with the request; null where nothing is kept that "not modified" could confirm.</summary>
    public string? Validator => _previous?.ETag;

    public Listing NotModified() => new Listing.Unchanged(_previous!);

    /// <summary>The same bytes as the last time?</summary>
    public Listing.Unchanged? Same(IReadOnlyCollection<FetchResult.Body> pages) =>
        _previous is not null && RawHash(pages) == _previous.RawHash
            ? new(_previous with { ETag = pages.First().ETag ?? _previous.ETag }) { Bytes = pages.Sum(page => (long)page.Bytes.Length) }
            : null;

    /// <summary>The whole answer; unchanged when it says the same in other bytes.</summary>
    public Listing Settle(IReadOnlyCollection<FetchResult.Body> pages, ImmutableArray<Document> documents, ListingDraft draft)
    {
        var claims = draft.Sorted();
        var bytes = pages.Sum(page => (long)page.Bytes.Length);
        var state = new SourceState
        {
            Source = _source,
            ETag = pages.First().ETag,
            Url = _url,
            RawHash = RawHash(pages),
            ContentHash = ContentHash(claims),
            ConfirmedAt = _previous?.ConfirmedAt,
            PendingMissing = _previous?.PendingMissing ?? 0,
            Claims = claims.Count(claim => !claim.Key.IsProvider),
        };
        return state.ContentHash == _previous?.ContentHash
            ? new Listing.Unchanged(state) { Bytes = bytes }
            : new Listing.Complete
            {
                Bytes = bytes,
                Documents = documents,
                Claims = ImmutableCollectionsMarshal.AsImmutableArray(claims),
                State = state,
                UnknownFields = draft.UnknownFields.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Rules = draft.Rules.ToImmutableSortedDictionary(StringComparer.Ordinal),
            };
    }

    private string RawHash(IReadOnlyCollection<FetchResult.Body> pages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var page in pages)
        {
            hash.AppendData(BitConverter.GetBytes(page.Bytes.Length));
            hash.AppendData(page.Bytes.Span);
        }

        return _mark + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string ContentHash(Claim[] claims)
    {
        var buffer = new ArrayBufferWriter<byte>((claims.Length + 1) * 512);
        using (var writer = new Utf8JsonWriter(buffer, new() { SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (var claim in claims)
            {
                writer.WriteStringValue(claim.Key.Provider);
                writer.WriteStringValue(claim.Key.Id);
                writer.WriteNumberValue((int)claim.Kind);
                writer.WriteNumberValue((int)claim.Access);
                writer.WriteStringValue(claim.SourceRef);
                FieldSetJson.Write(writer, claim.Values);
            }

            writer.WriteEndArray();
        }

        return _mark + Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
