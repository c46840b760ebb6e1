using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Filters;
using Tamma.Events;
using Tamma.Filters;
using Tamma.Notifications.Filtering;
using Tamma.Tests.Shared;
using Xunit;
using static Tamma.Core.Tests.Notifications.Happened;

namespace Tamma.Core.Tests.Notifications;

public sealed class EventFilterPropertyTests
{
    private static readonly string[] s_models = ["openai/gpt-1", "acme/a", "openrouter/claude:free", "acme"];

    private static readonly Gen<string> s_change = Gen.OneOf(
        Gen.Select(Gen.OneOf([.. NaiveEvent.Numbers]), Number(), Number(), Change),
        Gen.Select(Gen.OneOf([.. NaiveEvent.Flags]), Flag(), Flag(), Change),
        Gen.Select(Gen.OneOf("family", "offers.work"), Text(), Text(), Change));

    private static readonly Gen<EventEnvelope> s_event = Gen.Select(
        Gen.Select(Gen.OneOf(AnyEventFilter.Types), Gen.OneOf(s_models), s_change.Array[0, 3]),
        Gen.Select(Gen.Enum<Cause>(), Gen.Enum<Severity>(), Gen.OneOf("work", "home", null!), Gen.OneOf("ann", null!), Gen.Long[1, 20]),
        (what, circumstances) => Event(
            $"{what.Item1} {what.Item2}",
            what.Item1 is "model_added" or "model_removed" ? Whole(what.Item1, what.Item3) : $$"""{"changes":[{{string.Join(',', what.Item3.DistinctBy(Path))}}]}""",
            circumstances.Item1,
            circumstances.Item5,
            circumstances.Item4,
            circumstances.Item3,
            circumstances.Item2));

    [Fact]
    public void An_event_is_judged_as_a_naive_reading_of_its_bytes_judges_it()
    {
        var now = new FieldSet.Builder().Set(FieldRegistry.Models["limit.context"], FieldValue.Number(8_192)).Set(FieldRegistry.Models["family"], FieldValue.Text("gpt")).Build();
        var rows = Rows(CatalogSnapshot.Empty(Log).WithSources([SourceId.ModelsDev]).With([Row(new("acme", "a"), now)], 1, Now));
        var state = States([(new("acme", "a"), now)]);
        var seen = new int[2];
        Gen.Select(AnyEventFilter.Tree, s_event).Sample((tree, envelope) => Interlocked.Increment(ref seen[Same(tree, envelope, rows, state) ? 1 : 0]), iter: 5_000);
        Assert.All(seen, count => Assert.InRange(count, 250, 5_000));
    }

    [Fact]
    public void So_are_the_real_changes_of_thirteen_months()
    {
        var replay = new ChangeReplay();
        List<EventEnvelope> events = [];
        HashSet<ModelKey> keys = [];
        foreach (var commit in ChangeReplay.Read(Corpus.Require(ChangeReplay.FileName)))
        {
            replay.Next(commit);
            events.AddRange(commit.Changes.Select(change => Real(change, events.Count + 1)));
            keys.UnionWith(commit.Changes.Select(ChangeReplay.KeyOf));
        }

        (ModelKey Key, FieldSet Values)[] known = [.. keys.Where(key => !key.IsProvider).Select(key => (key, replay.ValuesOf(key)!)).Where(pair => pair.Item2 is not null)];
        var rows = Rows(CatalogSnapshot.Empty(Log).WithSources([SourceId.ModelsDev]).With([.. known.Select(pair => Row(pair.Key, pair.Values))], 1, Now));
        var state = States(known);
        Assert.True(events.Count > 20_000);
        var seen = new int[2];
        Gen.Select(AnyEventFilter.Tree, Gen.OneOf([.. events])).Sample((tree, envelope) => Interlocked.Increment(ref seen[Same(tree, envelope, rows, state) ? 1 : 0]), iter: 20_000);
        Assert.All(seen, count => Assert.InRange(count, 500, 20_000));
    }

    /// <summary>With the defaults, said a second time: a filter without a cause hears of providers and of summaries, one without types of the default ones.</summary>
    private static bool Same(FilterExpression tree, EventEnvelope envelope, EventRows rows, Func<string, IReadOnlyDictionary<string, JsonElement>?> state)
    {
        var text = tree.ToString();
        var wanted = NaiveFilter.Holds(tree, NaiveEvent.Row(envelope, state), field => NaiveEvent.IsChanged(envelope, field)) is true
            && (text.Contains("type", StringComparison.Ordinal) || EventTypes.Default.Contains(envelope.Event.Type))
            && (text.Contains("cause", StringComparison.Ordinal) || envelope.Event.Cause is Cause.Provider || envelope.Event.Type == EventTypes.CatalogSummary);
        var filter = Filter(text);
        Assert.True(wanted == filter.Matches(rows.Of(envelope)), $"{text}: {envelope.Event.Type} {envelope.Event.Provider}/{envelope.Event.ModelId} {System.Text.Encoding.UTF8.GetString(envelope.Event.Data.Span)}");
        Assert.True(!wanted || filter.Types.Contains(envelope.Event.Type));
        return wanted;
    }

    private static EventEnvelope Real(JsonElement change, long position)
    {
        var key = ChangeReplay.KeyOf(change);
        var values = new FieldSet.Builder();
        if (change.TryGetProperty("data", out var data))
        {
            LeafReader.Read(data, FieldRegistry.For(key), values);
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (change.TryGetProperty("changes", out var changes))
            {
                writer.WritePropertyName("changes");
                changes.WriteTo(writer);
            }
            else
            {
                writer.WritePropertyName("values");
                FieldSetJson.Write(writer, values.Build());
            }

            writer.WriteEndObject();
        }

        // The feed has a type for each kind of field; here all of them are one.
        var type = change.GetProperty("type").GetString()!;
        return Event($"{(EventTypes.All.Contains(type) ? type : key.IsProvider ? EventTypes.ProviderChanged : EventTypes.ModelUpdated)} {key}", System.Text.Encoding.UTF8.GetString(buffer.ToArray()), position: position);
    }

    private static Model Row(ModelKey key, FieldSet values) =>
        new() { Key = key, Availability = Availability.Listed, Values = values, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), values.Count)] };

    private static Func<string, IReadOnlyDictionary<string, JsonElement>?> States(IEnumerable<(ModelKey Key, FieldSet Values)> known)
    {
        var all = known.ToDictionary(pair => pair.Key.ToString(), pair =>
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                FieldSetJson.Write(writer, pair.Values);
            }

            return JsonDocument.Parse(buffer.ToArray()).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        });
        return key => all.GetValueOrDefault(key);
    }

    private static Gen<string> Number() => Gen.OneOf("4096", "8192", "128000", "200000", "null");

    private static Gen<string> Flag() => Gen.OneOf("true", "false", "null");

    private static Gen<string> Text() => Gen.OneOf("\"gpt\"", "\"claude-2\"", "null");

    private static string Change(string path, string old, string isNow) => $$"""{"field":"{{path}}","old":{{old}},"new":{{isNow}}}""";

    private static string Path(string change) => JsonDocument.Parse(change).RootElement.GetProperty("field").GetString()!;

    private static string Whole(string type, string[] changes)
    {
        var values = changes.DistinctBy(Path).Where(change => !Path(change).StartsWith("offers", StringComparison.Ordinal))
            .Select(change => $"\"{Path(change)}\":{JsonDocument.Parse(change).RootElement.GetProperty("new").GetRawText()}");
        return "{\"" + (type == "model_added" ? "values" : "last") + "\":{" + string.Join(',', values) + "}}";
    }
}
