using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>
/// Tells whether an answer is what the last one was: by its validator, then by its bytes, then by what it says. All three hold only
/// while it is read in the same way: both hashes begin with a mark of the build, the scope and the address.
/// </summary>
internal sealed class ListingStates
{
    private const int MarkLength = 16;
    private const int BuildLength = MarkLength / 2;
    private const int ClaimsInPart = 1024;

    /// <summary>A build that reads more must read again what it has, so nobody has to remember to count a version up.</summary>
    private static readonly Guid s_build = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId;

    private readonly SourceId _source;
    private readonly string _url;
    private readonly string _mark;
    private readonly SourceState? _previous;
    private string? _rawHash;

    /// <param name="reading">All of the configuration that decides what is read from the same bytes.</param>
    public ListingStates(SourceId source, Uri url, string reading, SourceState? previous)
    {
        _source = source;
        _url = Addresses.Remembered(url);
        _mark = Mark(s_build.ToString(), BuildLength) + Mark($"{_url}\n{reading}", MarkLength - BuildLength);
        Cause = previous?.RawHash is not { Length: > MarkLength } before || before.StartsWith(_mark, StringComparison.Ordinal) ? Cause.Provider
            : before.AsSpan(0, BuildLength).SequenceEqual(_mark.AsSpan(0, BuildLength)) ? Cause.Operator
            : Cause.Software;
        _previous = previous?.RawHash?.StartsWith(_mark, StringComparison.Ordinal) is true && previous.Url == _url ? previous : null;
    }

    /// <summary>Why a difference from the last answer is there: the build or the configuration may have changed since.</summary>
    public Cause Cause { get; }

    /// <summary>To be sent with the request; null where nothing is kept that "not modified" could confirm.</summary>
    public string? Validator => _previous?.ETag;

    public Listing NotModified() => new Listing.Unchanged(_previous!);

    /// <summary>A state after which the next answer is read, also when it is the same, and still known to be read in the same way.</summary>
    public static SourceState Reread(SourceState state) => state with
    {
        ETag = null,
        RawHash = state.RawHash is { Length: > MarkLength } raw ? raw[..MarkLength] + "-" : null,
        ContentHash = null,
    };

    /// <summary>The same bytes as the last time?</summary>
    public Listing.Unchanged? Same(IReadOnlyCollection<FetchResult.Body> pages) =>
        _previous is not null && (_rawHash = RawHash(pages)) == _previous.RawHash
            ? new(_previous with { ETag = pages.Count == 1 ? pages.First().ETag ?? _previous.ETag : null }) { Bytes = pages.Sum(page => (long)page.Bytes.Length) }
            : null;

    /// <summary>The whole answer; unchanged when it says the same in other bytes.</summary>
    public Listing Settle(IReadOnlyCollection<FetchResult.Body> pages, ImmutableArray<Document> documents, ListingDraft draft)
    {
        var claims = draft.Sorted();
        var bytes = pages.Sum(page => (long)page.Bytes.Length);
        var state = new SourceState
        {
            Source = _source,
            ETag = pages.Count == 1 ? pages.First().ETag : null, // of one page of several it would speak for the others too
            Url = _url,
            RawHash = _rawHash ?? RawHash(pages),
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
                NotKept = draft.NotKept.ToImmutableHashSet(StringComparer.Ordinal),
                Cause = Cause,
                UnknownFields = draft.UnknownFields.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Rules = draft.Rules.ToImmutableSortedDictionary(StringComparer.Ordinal),
            };
    }

    private static string Mark(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, length / 2));

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

    /// <summary>A hash of the hashes of parts of a fixed size, so that both cores can work on it and get the same.</summary>
    private string ContentHash(Claim[] claims)
    {
        var parts = claims.Chunk(ClaimsInPart).ToArray();
        var hashes = new byte[parts.Length * SHA256.HashSizeInBytes];
        Parallel.For(0, parts.Length, part => PartHash(parts[part], hashes.AsSpan(part * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes)));
        return _mark + Convert.ToHexStringLower(SHA256.HashData(hashes));
    }

    private static void PartHash(Claim[] claims, Span<byte> hash)
    {
        var buffer = new ArrayBufferWriter<byte>(claims.Length * 512);
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

        SHA256.HashData(buffer.WrittenSpan, hash);
    }
}
