using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Webhooks;
using Xunit;
using static Tamma.Core.Tests.Notifications.Calm.CalmWorld;

namespace Tamma.Core.Tests.Notifications.Calm;

public sealed class FoldingTests
{
    private static readonly Guid s_run = Guid.Parse("01990000-0000-7000-8000-0000000000aa");

    [Fact]
    public void Many_edits_of_the_same_fields_are_one_and_prices_stay_among_themselves()
    {
        var log = Many(
            (4, number => ("model_updated", Change("name", 1, 2), "openrouter")),
            (5, number => ("model_updated", Change("cost.input", 2, 1), "openrouter")),
            (2, number => ("model_updated", Change("limit.context", 2, 1), "openrouter")),
            (4, number => ("model_updated", Change("cost.output", 2, 1), "openrouter")),
            (4, number => ("model_updated", Change("name", 1, 2), "other")));

        var items = Folding.Of(log, Folding.Least);

        // Names and limits of openrouter together; its prices of one kind and four of another; four names of another provider.
        Assert.Equal(["5 of 5-9", "6 of 1-11", "1 of 12-12", "1 of 13-13", "1 of 14-14", "1 of 15-15", "1 of 16-16", "1 of 17-17", "1 of 18-18", "1 of 19-19"], items.Select(item => $"{item.Events.Length} of {item.First}-{item.Last}"));
    }

    [Fact]
    public void A_first_import_is_one_with_its_summary_however_little_of_it_is_wanted()
    {
        ImmutableArray<EventEnvelope> import =
        [
            .. Enumerable.Range(1, 3).Select(number => Event(number, "model_added", $"m{number}", """{"values":{}}""", Start, cause: Cause.SourceAdded, run: s_run)),
            Event(400, EventTypes.CatalogSummary, "", """{"source":"acme","events":399}""", Start, cause: Cause.SourceAdded, run: s_run),
            Event(401, "model_added", "new", """{"values":{}}""", Start),
        ];

        var items = Folding.Of(import, Folding.Least);

        Assert.Equal([4, 1], items.Select(item => item.Events.Length));
        Assert.Equal("home: first reading; 3 new models", ItemSentence.Of(items[0]));
        Assert.Equal(2, Folding.Of(import[3..], Folding.Least).Length);
    }

    [Fact]
    public void A_fold_says_what_it_is_where_its_parts_are_and_how_to_read_them()
    {
        var log = Many((7, number => ("model_updated", Change("cost.input", 2, number % 3 == 0 ? 3 : 1), "openrouter")), (1, _ => ("model_removed", """{"last":{}}""", "openrouter")), (2, number => ("model_updated", Change("cost.input", 2, 1), "openrouter")));
        var message = new Message([.. log.Where(told => told.Event.Type == "model_updated")]) { Shape = MessageShape.Folded };

        var (body, type) = CloudEvents.Write(message);
        var told = JsonElement.Parse(body.Span);
        var data = told.GetProperty("data");

        Assert.Equal((CloudEvents.OneMediaType, "tamma.changes_folded", "10", "openrouter"), (type, Text(told, "type"), Text(told, "position"), Text(told, "subject")));
        Assert.Equal(message.Id, Text(told, "id"));
        Assert.StartsWith("fold_", message.Id, StringComparison.Ordinal);
        Assert.Equal("openrouter: cost.input changed in 9 models; 7 prices fell, 2 rose (m1, m2, m3, …)", Text(data, "sentence"));
        Assert.Equal("[[1,7],[9,10]]", data.GetProperty("positions").GetRawText());
        Assert.Equal("/api/v1/changes?after=0&types=model_updated&provider=openrouter&limit=10", Text(data, "read"));
        Assert.Equal(9, data.GetProperty("parts").GetArrayLength());
        Assert.Equal(CloudEvents.Write(message).Body.ToArray(), body.ToArray());
    }

    [Fact]
    public void A_digest_says_in_one_line_what_matters_and_then_what_matters_most_first()
    {
        var log = Many(
            (214, _ => ("model_updated", Change("limit.context", 1, 2), "openrouter")),
            (3, _ => ("retirement_near", """{"sentence":"retires on 2026-12-24"}""", "openrouter")),
            (14, number => ("model_updated", Change("cost.input", 2, number < 230 ? 1 : 3), "openrouter")),
            (1, _ => ("model_added", """{"values":{}}""", "openrouter")));
        var digest = new Message([.. log, Event(300, "review_opened", "odd", """{"sentence":"a price of zero"}""", Start, Severity.Warning)]) { Shape = new(MessageForm.Digest) { LeftOut = new(7, 2, ["openrouter/a", "openrouter/b"]) } };

        var told = JsonElement.Parse(CloudEvents.Write(digest).Body.Span);
        var data = told.GetProperty("data");

        Assert.Equal(("tamma.digest", "warning", digest.Id), (Text(told, "type"), Text(told, "severity"), Text(told, "id")));
        Assert.Equal("openrouter: 12 prices fell, 2 rose; 3 models retire; 1 new model; 214 edits; 1 value looks wrong", Text(data, "summary"));
        Assert.Equal(
            ["openrouter/odd review opened: a price of zero", "openrouter: cost.input changed in 14 models; 12 prices fell, 2 rose (m218, m219, m220, …)", "openrouter: 3 models retire (m215, m216, m217)", "openrouter/m232 model added", "openrouter: limit.context changed in 214 models (m1, m2, m3, …)"],
            data.GetProperty("items").EnumerateArray().Select(item => Text(item, "sentence")));
        Assert.Equal("left out, since it undid itself: 7 changes of openrouter/a, openrouter/b", Text(data.GetProperty("left_out"), "sentence"));

        var slack = JsonElement.Parse(SlackMessage.Write(digest).Span).GetProperty("blocks").EnumerateArray().Select(block => Text(block.GetProperty("text"), "text")).ToList();
        Assert.Equal([Text(data, "summary"), ":warning: openrouter/odd review opened: a price of zero"], slack.Take(2));
        Assert.Equal(("left out, since it undid itself: 7 changes of openrouter/a, openrouter/b", 7), (slack[^1], slack.Count));
    }

    [Fact]
    public void A_digest_of_thousands_is_bounded_and_still_says_where_each_event_is()
    {
        ImmutableArray<EventEnvelope> log = [.. Enumerable.Range(1, 5_000).Select(number => Event(number * 2, "model_updated", new string('m', 300) + number, Change($"extra.f{number}", 1, 2), Start, provider: $"p{number % 2_500}"))];
        var digest = new Message(log) { Shape = new(MessageForm.Digest) };

        var body = CloudEvents.Write(digest).Body;
        var data = JsonElement.Parse(body.Span).GetProperty("data");

        Assert.InRange(body.Length, 1, 200_000);
        Assert.Equal((40, 4_960), (data.GetProperty("items").GetArrayLength(), data.GetProperty("more_items").GetInt32()));
        Assert.Equal(5_000, data.GetProperty("positions").GetArrayLength());
        Assert.InRange(JsonElement.Parse(SlackMessage.Write(digest).Span).GetProperty("blocks").GetArrayLength(), 1, 50);
    }

    private static ImmutableArray<EventEnvelope> Many(params (int Count, Func<int, (string Type, string Data, string Provider)> Of)[] kinds)
    {
        var log = ImmutableArray.CreateBuilder<EventEnvelope>();
        foreach (var (count, of) in kinds)
        {
            for (var i = 0; i < count; i++)
            {
                var position = log.Count + 1;
                var (type, data, provider) = of(position);
                log.Add(Event(position, type, string.Create(CultureInfo.InvariantCulture, $"m{position}"), data, Start, provider: provider));
            }
        }

        return log.DrainToImmutable();
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
