using System.Text;
using System.Text.Json;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;

namespace Tamma.Server.Live;

/// <summary>One filter on a connection.</summary>
/// <param name="After">It wants what is behind this position.</param>
internal sealed record LiveSubscription(string Id, EventFilter Filter, long After)
{
    /// <summary>How the frame of an event begins that is for this one alone.</summary>
    public byte[] Start { get; } = StartOf([Id]);

    public bool Wants(LiveEvent happening) => happening.Position > After && happening.Matches(Filter);

    public static byte[] StartOf(IEnumerable<string> ids) =>
        Encoding.UTF8.GetBytes($"{{\"type\":\"event\",\"subscriptions\":[{string.Join(',', ids.Select(id => $"\"{JsonEncodedText.Encode(id)}\""))}],\"event\":");
}
