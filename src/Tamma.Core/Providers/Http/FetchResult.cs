namespace Tamma.Providers.Http;

/// <summary>What came of a request. Everything else is a <see cref="ProviderException"/>.</summary>
internal abstract record FetchResult
{
    private FetchResult()
    {
    }

    public sealed record NotModified : FetchResult;

    /// <param name="ReceivedAt">When the last byte was read, before anything looked at it.</param>
    public sealed record Body(ReadOnlyMemory<byte> Bytes, string? ETag, string MediaType, Uri Url, DateTimeOffset ReceivedAt) : FetchResult;
}
