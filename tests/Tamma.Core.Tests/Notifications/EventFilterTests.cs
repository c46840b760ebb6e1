using Tamma.Catalog;
using Tamma.Core.Tests.Search;
using Tamma.Events;
using Tamma.Filters;
using Tamma.Notifications.Filtering;
using Tamma.Search;
using Xunit;
using static Tamma.Core.Tests.Notifications.Happened;

namespace Tamma.Core.Tests.Notifications;

public sealed class EventFilterTests
{
    private const string Cheaper = """{"version":2,"changes":[{"field":"cost.input","old":0.5,"new":0.4},{"field":"release_date","old":null,"new":"2026-05"}]}""";

    [Theory]
    [InlineData("type = model_updated and changed(cost.input) and provider in (openai, anthropic)", true)]
    [InlineData("changed(cost.output)", false)]
    [InlineData("changed(cost.output, input_price)", true)]
    [InlineData("changed(price)", true)]
    [InlineData("changed(free)", false)]
    [InlineData("model = openai/gpt-5 and model_id = gpt-5 and id = gpt-5", true)]
    [InlineData("cause = provider and severity = info and connection = work", true)]
    [InlineData("cause = operator", false)]
    [InlineData("position in 7..9 and occurred_at = 2026-07-01", true)]
    [InlineData("occurred_at<7d ago", false)]
    [InlineData("actor is unknown", true)]
    [InlineData("old.cost.input = 0.5 and new.cost.input<0.45", true)]
    [InlineData("old.release_date is unknown and new.released>=2026-05", true)]
    [InlineData("old.cost.output is known", false)]
    [InlineData("cost.input = 0.4 and released = 2026-05", true)]
    [InlineData("limit.context>=400k and tool_call and not deprecated", true)]
    [InlineData("capability has tool_call and connections has openai and mine", true)]
    [InlineData("context>1M", false)]
    [InlineData("lab = openai", true)]
    [InlineData("reasoning", false)]
    [InlineData("not reasoning", false)]
    [InlineData("model ~ '^openai/.*5$'", true)]
    public void It_asks_of_the_event_and_of_its_model(string filter, bool holds)
    {
        var world = SearchWorld.With().Offered("openai/gpt-5 limit.context=400000 tool_call=true cost.input=0.9 cost.output=2");
        Assert.Equal(holds, Is(filter, Event("model_updated openai/gpt-5", Cheaper, connection: "work"), world));
    }

    /// <summary>A reader that comes a month later is told the same as one that was there.</summary>
    [Fact]
    public void What_the_event_states_counts_and_not_what_has_become_of_it()
    {
        var later = SearchWorld.With("openai/gpt-5 cost.input=9 limit.context=8000");
        Assert.True(Is("cost.input<1 and limit.context = 8k", Event("model_updated openai/gpt-5", Cheaper), later));
        Assert.True(Is("limit.context = 200k and cost.input is unknown", Event("model_added openai/gpt-5", """{"version":1,"values":{"limit.context":200000}}"""), later));
        Assert.True(Is("limit.context = 100k and availability = removed", Event("model_removed openai/gpt-5", """{"version":3,"last":{"limit.context":100000}}"""), later));
        Assert.True(Is("cost.input<1 and limit.context is unknown", Event("model_updated openai/gone", Cheaper)));
    }

    /// <summary>Architecture §9.5: an event does not say who stated its zero.</summary>
    [Fact]
    public void A_zero_of_an_event_that_nobody_stands_for_is_no_price() =>
        Assert.True(Is("cost.input is unknown and not free or cost.input is unknown", Event("model_added openai/gpt-5", """{"values":{"cost.input":0,"cost.output":0}}""")));

    [Theory]
    [InlineData("", Cause.Provider, "model_updated", true)]
    [InlineData("", Cause.SourceAdded, "model_added", false)]
    [InlineData("", Cause.SourceAdded, "catalog_summary", true)]
    [InlineData("", Cause.Operator, "connection_added", false)]
    [InlineData("", Cause.Provider, "model_facts_changed", false)]
    [InlineData("type = model_facts_changed", Cause.Provider, "model_facts_changed", true)]
    [InlineData("type = model_facts_changed", Cause.Software, "model_facts_changed", false)]
    [InlineData("type = connection_added", Cause.Operator, "connection_added", true)]
    [InlineData("type ~ '^connection'", Cause.Operator, "connection_added", true)]
    [InlineData("cause = operator", Cause.Operator, "connection_added", true)]
    [InlineData("cause is known", Cause.Software, "model_updated", true)]
    [InlineData("cause is known", Cause.Software, "model_facts_changed", false)]
    [InlineData("provider = openai", Cause.Policy, "model_updated", false)]
    [InlineData("not cause = provider", Cause.Policy, "model_updated", true)]
    public void What_it_does_not_name_has_a_default(string filter, Cause cause, string type, bool holds) =>
        Assert.Equal(holds, Is(filter, Event($"{type} openai/gpt-5", cause: cause)));

    [Fact]
    public void The_feed_has_the_default_types_of_every_cause_and_everything_is_everything()
    {
        var rows = Rows();
        foreach (var cause in Enum.GetValues<Cause>())
        {
            Assert.All(EventTypes.All, type =>
            {
                Assert.Equal(EventTypes.Default.Contains(type), EventFilter.Feed.Matches(rows.Of(Event(type, cause: cause))));
                Assert.True(EventFilter.Everything.Matches(rows.Of(Event(type, cause: cause))));
            });
        }

        Assert.True(EventFilter.Everything.Matches(rows.Of(Event("of_tomorrow"))));
        Assert.True(EventFilter.Feed.IsCalm);
    }

    [Theory]
    [InlineData("type = model_added", "model_added")]
    [InlineData("type in (model_added, model_removed) and provider = a", "model_added model_removed")]
    public void The_log_can_leave_out_other_types(string filter, string types) => Assert.Equal(types, string.Join(' ', Filter(filter).Types));

    [Theory]
    [InlineData("not type = model_added")]
    [InlineData("type = model_added or provider = a")]
    [InlineData("type starts with model")]
    public void Where_it_is_not_said_plainly_every_type_is_looked_at(string filter) => Assert.Equal(EventTypes.All, Filter(filter).Types);

    [Fact]
    public void An_event_of_no_model_has_no_model_to_ask_of()
    {
        var changed = Event("provider_status_changed openai", """{"old":"healthy","new":"failing"}""", severity: Severity.Critical);
        Assert.True(Is("severity in (warning, critical)", changed));
        Assert.False(Is("context>0 or not context>0 or deprecated or not deprecated or changed(context)", changed));
        Assert.True(Is("model is unknown and id is unknown", changed));
    }

    [Theory]
    [InlineData("changed(cost.inpt)", 8, "Did you mean cost.input")]
    [InlineData("type = model_aded", 7, "never 'model_aded'")]
    [InlineData("cause = world", 8, "one of provider")]
    [InlineData("old.nonsense = 1", 0, "no field")]
    [InlineData("provider = openai and", 21, "")]
    public void A_mistake_has_a_place(string filter, int position, string says)
    {
        var parse = EventFilter.Parse(filter);
        Assert.Null(parse.Filter);
        Assert.Equal(position, parse.Error!.Position);
        Assert.Contains(says, parse.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"changes":7}""")]
    [InlineData("""{"changes":[7,{"field":7},{"field":"cost.input","old":[],"new":{}}]}""")]
    [InlineData("""{"values":[],"last":{"cost.input":"much"}}""")]
    [InlineData("{")]
    public void Data_that_states_nothing_is_unknown(string data) =>
        Assert.True(Is("cost.input is unknown and not changed(limit.context)", Event("model_updated openai/gpt-5", data)));

    [Fact]
    public void Offers_change_what_is_offered()
    {
        var missing = Event("model_missing openai/gpt-5", """{"changes":[{"field":"offers.openai","old":"unverified","new":"missing"}]}""");
        Assert.True(Is("changed(access) and changed(connections) and changed(availability) and availability = missing and not changed(cost.input)", missing));
    }

    /// <summary>Two names for one thing would be two answers.</summary>
    [Fact]
    public void Every_field_of_the_catalogue_can_be_asked_of_its_event()
    {
        Assert.All(ModelFields.All, field => Assert.NotNull(EventFields.Vocabulary.Find(field.Filter.Name)));
        Assert.Same(EventFields.Type, EventFields.Vocabulary.Find("type"));
        Assert.Equal(FilterType.Text, EventFields.Vocabulary.Find("connection")!.Type);
    }

    [Theory]
    [InlineData("maker has anthropic", true)]
    [InlineData("called has \"claude opus 4\" and not ending", true)]
    [InlineData("purpose has embedding", false)]
    [InlineData("size_b>7", false)]
    [InlineData("changed(ending) or changed(maker)", false)]
    public void What_search_reads_out_of_names_can_be_asked_too(string filter, bool holds) =>
        Assert.Equal(holds, Is(filter, Event("model_added openrouter/anthropic/claude-opus-4", """{"values":{"name":"Claude Opus 4"}}""")));

    [Fact]
    public void A_name_that_changes_changes_what_is_read_out_of_it()
    {
        var renamed = Event("model_updated acme/x", """{"changes":[{"field":"name","old":"Plain","new":"Plain Embedding"},{"field":"status","old":null,"new":"deprecated"}]}""");
        Assert.True(Is("changed(purpose) and purpose has embedding and changed(ending) and not changed(maker)", renamed));
    }
}
