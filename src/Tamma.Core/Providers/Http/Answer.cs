using System.Net;

namespace Tamma.Providers.Http;

/// <summary>A body that was read whole. Carries the bytes past <see cref="HttpClient"/>, which would copy them otherwise.</summary>
internal sealed class Answer(ReadOnlyMemory<byte> bytes, DateTimeOffset receivedAt) : HttpContent
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public DateTimeOffset ReceivedAt => receivedAt;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
