using System.Net;
using System.Net.Http.Headers;
using Tamma.Load.Pacing;

namespace Tamma.Load.Sending;

/// <summary>A body that was made before, and the time at which all of it was with the system.</summary>
internal sealed class StampedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Exchange _exchange;

    public StampedContent(ReadOnlyMemory<byte> body, Exchange exchange)
    {
        (_body, _exchange) = (body, exchange);
        Headers.ContentType = s_json;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_body, cancellationToken);

        // HTTP would keep headers and body together until its own flush, which comes after this.
        await stream.FlushAsync(cancellationToken);
        _exchange.Sent = Clock.Now;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
