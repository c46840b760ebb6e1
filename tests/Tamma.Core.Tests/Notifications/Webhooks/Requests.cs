using System.Collections.Immutable;
using System.Text;
using Tamma.Events;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Network;

namespace Tamma.Core.Tests.Notifications.Webhooks;

/// <summary>Messages and senders for tests.</summary>
internal static class Requests
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static readonly AddressAllowance Loopback = AddressAllowance.Parse(["127.0.0.0/8"], out _)!;

    public static EventEnvelope Event(long position, string type = "model_updated", string data = """{"changes":[{"field":"cost.input","old":0.10,"new":1.20}]}""") =>
        new(position, Guid.Parse("01900000-0000-7000-8000-000000000001"), new()
        {
            Id = new Guid((int)position, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 7),
            Type = type,
            OccurredAt = Now.AddSeconds(position),
            Provider = "openrouter",
            ModelId = "lab/one:free",
            Connection = "openrouter",
            Cause = Cause.Provider,
            Severity = Severity.Warning,
            Data = Encoding.UTF8.GetBytes(data),
        });

    public static WebhookRequest To(Uri url, string body = "{}", params ImmutableArray<(string, string)> headers) =>
        new(url, Encoding.UTF8.GetBytes(body), CloudEvents.OneMediaType, WebhookSignature.Sign("msg_1", Now, Encoding.UTF8.GetBytes(body), [Secret(1)])) { Headers = headers };

    public static WebhookSecret Secret(byte which) =>
        WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(Enumerable.Repeat(which, 32).ToArray()), out var secret) ? secret : throw new InvalidOperationException();
}
