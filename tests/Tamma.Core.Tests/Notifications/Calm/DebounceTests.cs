using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Subscriptions;
using Xunit;
using static Tamma.Core.Tests.Notifications.Calm.CalmWorld;

namespace Tamma.Core.Tests.Notifications.Calm;

public sealed class DebounceTests
{
    private static readonly CalmSettings s_hour = new() { Settle = TimeSpan.FromHours(1) };

    [Theory]
    [InlineData("A → B → A", "", "cost.input 1 2", "cost.input 2 1")]
    [InlineData("A → B → C → A", "", "cost.input 1 2", "cost.input 2 3", "cost.input 3 1")]
    [InlineData("A → B → C is a change", "1 2", "cost.input 1 2", "cost.input 2 3")]
    [InlineData("one field returns, another does not", "3", "cost.input 1 2", "cost.input 2 1", "name 5 6")]
    [InlineData("what changed together stays together", "1 2", "cost.input 1 2 name 5 6", "cost.input 2 1")]
    [InlineData("together through a third", "1 2 3", "cost.input 1 2 name 5 6", "name 6 5 limit.context 7 8", "cost.input 2 1")]
    [InlineData("all of what changed together returns", "", "cost.input 1 2 name 5 6", "name 6 5", "cost.input 2 1")]
    [InlineData("unknown again", "", "cost.input null 2", "cost.input 2 null")]
    [InlineData("came and went", "", "added", "cost.input 1 2", "removed")]
    [InlineData("went and came", "1 2", "removed", "added")]
    [InlineData("came, went and came", "1 2 3", "added", "removed", "added")]
    [InlineData("not listed for a while", "", "missing", "returned")]
    [InlineData("returned and missing again", "", "returned", "missing")]
    [InlineData("missing and gone", "1 2", "missing", "removed")]
    [InlineData("missing, gone and back", "1 2 3", "missing", "removed", "returned")]
    [InlineData("returned with another price", "1 2", "missing", "returned cost.input 1 2")]
    [InlineData("down and up", "", "status healthy unhealthy", "status unhealthy healthy")]
    [InlineData("slow, down and well", "", "status healthy degraded", "status degraded unhealthy", "status unhealthy healthy")]
    [InlineData("down and slow", "1 2", "status healthy unhealthy", "status unhealthy degraded")]
    [InlineData("a review is no change", "1 2", "review", "review")]
    public void What_undid_itself_is_left_out(string why, string told, params string[] steps)
    {
        ImmutableArray<EventEnvelope> log = [.. steps.Select((step, place) => Step(place + 1, step))];

        var listener = new CalmListener(s_hour, Batching.None).Live(log);

        Assert.True(told == string.Join(' ', listener.Told.SelectMany(one => one.Message.Events).Select(one => one.Position)), why);
        Assert.Equal(log.Length, listener.LeftOut.Count + listener.Told.Count);
    }

    [Fact]
    public void What_returns_after_the_window_is_told_twice()
    {
        ImmutableArray<EventEnvelope> log = [Step(1, "cost.input 1 2"), Step(2, "cost.input 2 1") is var back ? back with { Event = back.Event with { OccurredAt = Start.AddHours(2) } } : null!];

        Assert.Equal(2, new CalmListener(s_hour, Batching.None).Live(log).Told.Count);
    }

    [Fact]
    public void What_is_urgent_is_told_also_where_it_undoes_what_was()
    {
        ImmutableArray<EventEnvelope> log = [Step(1, "status unhealthy healthy"), Step(2, "status healthy unhealthy") is var down ? down with { Event = down.Event with { Severity = Severity.Critical } } : null!];

        var listener = new CalmListener(s_hour, Batching.None).Live(log);

        Assert.Equal([log[1].Event.OccurredAt, log[1].Event.OccurredAt], listener.Told.Select(told => told.At));
    }

    [Fact]
    public void Two_models_do_not_undo_each_other()
    {
        ImmutableArray<EventEnvelope> log = [Event(1, "model_updated", "a", Change("name", 1, 2), Start), Event(2, "model_updated", "b", Change("name", 2, 1), Start)];

        Assert.Equal(2, new CalmListener(s_hour, Batching.None).Live(log).Told.Count);
    }

    private static EventEnvelope Step(int position, string step)
    {
        var words = step.Split(' ');
        var changes = words.Skip(words.Length % 3 == 0 && words[0] is not "status" ? 0 : 1).Chunk(3).Where(change => change.Length == 3).Select(change => One(change[0], change[1], change[2]));
        var changed = $$"""{"changes":[{{string.Join(',', changes)}}]}""";
        var (type, data) = words[0] switch
        {
            "added" => ("model_added", """{"values":{}}"""),
            "removed" => ("model_removed", """{"last":{}}"""),
            "missing" => ("model_missing", changed),
            "returned" => ("model_returned", changed),
            "review" => ("review_opened", """{"sentence":"odd"}"""),
            "status" => ("provider_status_changed", $$"""{"connection":"home","old":"{{words[1]}}","new":"{{words[^1]}}"}"""),
            _ => ("model_updated", changed),
        };
        return Event(position, type, type is "provider_status_changed" ? "" : "a", data, Start.AddMinutes(position));
    }
}
