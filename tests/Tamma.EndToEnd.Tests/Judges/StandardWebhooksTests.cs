using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Events;
using Tamma.Notifications;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

/// <summary>The official libraries of Standard Webhooks and CloudEvents verify and read what we sign and write.</summary>
public sealed class StandardWebhooksTests
{
    [Fact]
    public async Task They_verify_each_secret_of_a_rotation_and_read_each_event()
    {
        string[] secrets = [WebhookSecret.Generate(), WebhookSecret.Generate()];
        Message[] messages = [new([Event(7)]), new([Event(7), Event(9), Event(11)])];

        var judged = await JudgeAsync(messages, secrets);

        Assert.Equal([1, 3], judged.EnumerateArray().Select(message => message.GetProperty("events").GetArrayLength()));
        Assert.All(judged.EnumerateArray(), message =>
        {
            Assert.Equal(["valid", "valid"], message.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetString()));
            Assert.Equal("refused", message.GetProperty("changed").GetString());
            Assert.All(message.GetProperty("events").EnumerateArray(), told => Assert.True(told.GetProperty("valid").GetBoolean()));
        });
        Assert.Equal(["7", "9", "11"], judged[1].GetProperty("events").EnumerateArray().Select(told => told.GetProperty("position").GetString()));
        Assert.Equal(Event(7).Event.Id.ToString(), judged[0].GetProperty("events")[0].GetProperty("id").GetString());
        Assert.Equal("größer ✓", judged[0].GetProperty("events")[0].GetProperty("data").GetProperty("name").GetString());
        Assert.Equal("lab/one:free", judged[0].GetProperty("events")[0].GetProperty("subject").GetString());
    }

    private static async Task<JsonElement> JudgeAsync(IEnumerable<Message> messages, string[] secrets)
    {
        var signers = secrets.Select(secret => WebhookSecret.TryParse(secret, out var read) ? read : throw new InvalidOperationException()).ToImmutableArray();
        var written = messages.Select(message =>
        {
            var (body, mediaType) = CloudEvents.Write(message);
            var signature = WebhookSignature.Sign(message.Id, TimeProvider.System.GetUtcNow(), body, signers);
            return (JsonNode)new JsonObject
            {
                ["headers"] = new JsonObject
                {
                    ["content-type"] = mediaType,
                    [WebhookSignature.IdHeader] = signature.Id,
                    [WebhookSignature.TimestampHeader] = signature.Timestamp,
                    [WebhookSignature.SignatureHeader] = signature.Signatures,
                },
                ["body"] = Encoding.UTF8.GetString(body.Span),
                ["secrets"] = new JsonArray([.. secrets.Select(secret => (JsonNode)secret)]),
            };
        });
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new JsonArray([.. written]).ToJsonString());
        try
        {
            return await Judge.AskAsync("standardwebhooks", "webhooks.mjs", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static EventEnvelope Event(long position) => new(position, Guid.Parse("01900000-0000-7000-8000-000000000001"), new()
    {
        Id = new Guid((int)position, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 7),
        Type = "model_updated",
        OccurredAt = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Provider = "lab",
        ModelId = "one:free",
        Data = """{"name":"größer ✓"}"""u8.ToArray(),
    });
}
