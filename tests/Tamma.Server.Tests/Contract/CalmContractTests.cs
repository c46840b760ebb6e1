using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Events;
using Tamma.Notifications;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.Server.Tests.Contract;

/// <summary>What only subscriptions tell, and the log never has, as webhooks send it.</summary>
public sealed class CalmContractTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Guid s_log = Guid.Parse("01990000-0000-7000-8000-000000000000");
    private static readonly DateTimeOffset s_day = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("changes_folded", MessageForm.Folded)]
    [InlineData("digest", MessageForm.Digest)]
    public async Task An_example_of_what_is_told_as_one_is_on_record(string type, MessageForm form)
    {
        ImmutableArray<EventEnvelope> events =
        [
            .. Enumerable.Range(1, 5).Select(number => Event(number, "model_updated", $"acme/m{number}", """{"version":2,"changes":[{"field":"cost.input","old":0.5,"new":0.4}],"connections":["acme"]}""")),
            .. form is MessageForm.Digest ? [Event(7, "model_added", "acme/new", """{"version":1,"values":{"name":"New"}}""")] : ImmutableArray<EventEnvelope>.Empty,
        ];
        var message = new Message(events) { Shape = new(form) { LeftOut = form is MessageForm.Digest ? new(2, 1, ["acme/m6"]) : null } };

        var told = JsonNode.Parse(CloudEvents.Write(message).Body.Span)!;

        Assert.Equal(CloudEvents.TypePrefix + type, told["type"]!.GetValue<string>());
        await Snapshot.MatchAsync($"docs/contract/events/{type}.json", told.ToJsonString(s_indented) + "\n");
    }

    private static EventEnvelope Event(int position, string type, string model, string data) => new(position, s_log, new()
    {
        Id = new Guid(position, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        Type = type,
        OccurredAt = s_day,
        Provider = "acme",
        ModelId = model,
        Connection = "acme",
        RunId = s_log,
        Data = Encoding.UTF8.GetBytes(data),
    });
}
