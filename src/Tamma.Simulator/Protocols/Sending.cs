using System.Text;

namespace Tamma.Simulator.Protocols;

/// <summary>Sends whole bodies with their length.</summary>
internal static class Sending
{
    public static Task SendAsync(this HttpContext context, Refusal refusal, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.Challenge is not null)
        {
            context.Response.Headers.WWWAuthenticate = refusal.Challenge;
        }

        return context.SendAsync(refusal.ContentType, Encoding.UTF8.GetBytes(refusal.Body), cancellationToken);
    }

    public static async Task SendAsync(this HttpContext context, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, cancellationToken);
    }
}
