using System.Text.Json;
using System.Text.RegularExpressions;
using Tamma.Notifications;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Webhooks;

public sealed partial class BodyTests
{
    [Fact]
    public void One_event_is_a_structured_cloud_event()
    {
        var (body, type) = CloudEvents.Write(new([Requests.Event(12)]));
        var told = JsonElement.Parse(body.Span);

        Assert.Equal("application/cloudevents+json", type);
        Assert.Equal("1.0", Text(told, "specversion"));
        Assert.Equal(Requests.Event(12).Event.Id.ToString(), Text(told, "id"));
        Assert.Equal("tamma.model_updated", Text(told, "type"));
        Assert.Equal("openrouter/lab/one:free", Text(told, "subject"));
        Assert.Equal("12", Text(told, "position"));
        Assert.Equal("warning", Text(told, "severity"));
        Assert.Equal("2026-11-23T09:00:12Z", Text(told, "time"));
        Assert.Equal(1.20m, told.GetProperty("data").GetProperty("changes")[0].GetProperty("new").GetDecimal());
        Assert.All(told.EnumerateObject(), member => Assert.Matches(AttributeName(), member.Name));
    }

    [Fact]
    public void Several_events_are_a_batch_in_their_order_with_an_id_of_its_own()
    {
        var message = new Message([Requests.Event(1), Requests.Event(2), Requests.Event(3)]);
        var (body, type) = CloudEvents.Write(message);

        Assert.Equal("application/cloudevents-batch+json", type);
        Assert.Equal(["1", "2", "3"], JsonElement.Parse(body.Span).EnumerateArray().Select(told => Text(told, "position")));
        Assert.StartsWith("batch_", message.Id, StringComparison.Ordinal);
        Assert.Equal(message.Id, new Message(message.Events).Id);
        Assert.NotEqual(message.Id, new Message([Requests.Event(1), Requests.Event(2)]).Id);
    }

    [Fact]
    public void Slack_gets_blocks_that_a_person_can_read()
    {
        var said = JsonElement.Parse(SlackMessage.Write(new([Requests.Event(1), Requests.Event(2, "model_removed", """{"sentence":"gone <!channel> & away"}""")])).Span);

        Assert.Equal("2 changes of models", Text(said, "text"));
        Assert.Equal(
            ["2 changes of models", ":warning: openrouter/lab/one:free model updated: cost.input 0.10 → 1.20", ":warning: openrouter/lab/one:free model removed: gone &lt;!channel&gt; &amp; away"],
            said.GetProperty("blocks").EnumerateArray().Select(block => Text(block.GetProperty("text"), "text")));
    }

    [Fact]
    public void A_slack_message_stays_within_its_limits()
    {
        var said = JsonElement.Parse(SlackMessage.Write(new([.. Enumerable.Range(1, 500).Select(position => Requests.Event(position, data: $$"""{"sentence":"{{new string('x', 9_000)}}"}"""))])).Span);
        var blocks = said.GetProperty("blocks").EnumerateArray().ToList();

        Assert.InRange(blocks.Count, 1, 50);
        Assert.All(blocks, block => Assert.InRange(Text(block.GetProperty("text"), "text").Length, 1, 3_000));
        Assert.Equal("and 460 more, up to position 500", Text(blocks[^1].GetProperty("text"), "text"));
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    /// <summary>CloudEvents 1.0 §3.1: lower case letters and digits.</summary>
    [GeneratedRegex("^[a-z0-9]{1,20}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AttributeName();
}
