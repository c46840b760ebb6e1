using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;
using Xunit;
using static Tamma.Core.Tests.Catalog.Lifecycle.Lives;

namespace Tamma.Core.Tests.Catalog.Lifecycle;

public sealed class RenamesTests(ITestOutputHelper output)
{
    private static readonly Model s_gone = Row("acme/claude-3.5-sonnet", ("name", "Claude Sonnet 3.5")).Missing(Now);

    [Fact]
    public void The_same_name_that_comes_as_another_goes_is_a_rename()
    {
        var rename = Renames.Find(s_gone, [s_gone, Come("acme/sonnet", ("name", "claude sonnet 3.5")), Come("acme/other", ("name", "Other"))], Now);

        Assert.Equal((new ModelKey("acme", "sonnet"), "the same name"), (rename!.To, rename.Reason));
    }

    [Fact]
    public void The_same_weights_say_more_than_the_same_name()
    {
        var gone = Row("acme/a", ("digest", "sha256:1"), ("name", "A")).Missing(Now);

        Assert.Equal("b", Renames.Find(gone, [Come("acme/b", ("digest", "sha256:1")), Come("acme/c", ("name", "A"))], Now)!.To.Id);
    }

    [Fact]
    public void Terms_alone_do_not_make_a_rename_but_with_the_words_of_the_id_they_do()
    {
        (string, object)[] terms = [("limit.context", 1000), ("limit.output", 100), ("cost.input", 1), ("cost.output", 2), ("release_date", "2026-01")];
        var gone = Row("acme/alpha-kimi-k2", terms).Missing(Now);

        Assert.Null(Renames.Find(gone, [Come("acme/glm-5", terms)], Now));
        Assert.Null(Renames.Find(gone, [Come("acme/alpha-kimi-k2-5", terms)], Now));
        Assert.Equal("kimi-k2", Renames.Find(gone, [Come("acme/kimi-k2", terms)], Now)!.To.Id);
    }

    [Fact]
    public void What_was_there_before_or_came_much_later_is_another_model()
    {
        Assert.Null(Renames.Find(s_gone, [Come("acme/sonnet", ("name", "Claude Sonnet 3.5")) with { FirstSeen = s_gone.FirstSeen }], Now));
        Assert.Null(Renames.Find(s_gone, [Come("acme/sonnet", ("name", "Claude Sonnet 3.5")) with { FirstSeen = Now.AddDays(3) }], Now));
    }

    [Fact]
    public void Where_two_fit_as_well_nobody_is_named() =>
        Assert.Null(Renames.Find(s_gone, [Come("acme/one", ("name", "Claude Sonnet 3.5")), Come("acme/two", ("name", "Claude Sonnet 3.5"))], Now));

    /// <summary>
    /// The labels are themselves a rule (same display name, same commit), so agreement with them is a floor and no proof. What the labels
    /// do not name and the rule does is mostly an id in another spelling whose name changed too.
    /// </summary>
    [Fact]
    public void Real_removals_are_found_again_under_their_new_names()
    {
        var rows = new Dictionary<string, List<Model>>(StringComparer.Ordinal);
        List<(Model Gone, string? Truth)> removals = [];
        foreach (var line in Encoding.UTF8.GetString(Corpus.Read("models-dev-changes.jsonl.gz")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            var change = document.RootElement;
            var at = change.GetProperty("ts").GetDateTimeOffset();
            if (change.GetProperty("type").ValueEquals("model_added"))
            {
                (rows.TryGetValue(change.GetProperty("provider").GetString()!, out var known) ? known : rows[change.GetProperty("provider").GetString()!] = []).Add(Read(change, "data") with { FirstSeen = at });
            }
            else if (change.GetProperty("type").ValueEquals("model_removed"))
            {
                removals.Add((
                    Read(change, "last").Missing(at) with { FirstSeen = DateTimeOffset.UnixEpoch },
                    change.TryGetProperty("likely_renamed_to", out var to) ? to.GetString() : null));
            }
        }

        var found = removals.Select(removal => (removal.Gone, removal.Truth, Found: Renames.Find(removal.Gone, rows.GetValueOrDefault(removal.Gone.Key.Provider) ?? [], removal.Gone.MissingSince!.Value))).ToList();
        var right = found.Count(pair => pair.Found is not null && pair.Found.To.Id == pair.Truth);
        var wrong = found.Count(pair => pair is { Found: not null, Truth: not null } && pair.Found.To.Id != pair.Truth);
        var labelled = found.Count(pair => pair.Truth is not null);
        var told = found.Count(pair => pair.Found is not null);
        var beyond = found.Where(pair => pair is { Found: not null, Truth: null }).ToList();
        var spelt = beyond.Count(pair => pair.Found!.Reason.Contains("spelling", StringComparison.Ordinal));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{removals.Count} removals, {labelled} labelled, {told} told, {right} right, {wrong} to another; precision {(double)right / told:0.000}, recall {(double)right / labelled:0.000}; beyond the labels {beyond.Count}, of them the id in another spelling {spelt}"));
        foreach (var (gone, _, rename) in beyond.Take(20))
        {
            output.WriteLine($"{gone.Key} -> {rename!.To.Id}: {rename.Reason}");
        }

        Assert.True(labelled > 500);
        Assert.True(right >= 0.95 * labelled, $"recall {(double)right / labelled:0.000}");
        Assert.True(right >= 0.80 * told, $"precision against the labels {(double)right / told:0.000}");
        Assert.True(wrong <= 0.01 * labelled, $"{wrong} to another");
    }

    private static Model Come(string key, params ReadOnlySpan<(string, object)> values) => Row(key, values) with { FirstSeen = Now };

    private static Model Read(JsonElement change, string member)
    {
        var builder = new FieldSet.Builder();
        LeafReader.Read(change.GetProperty(member), FieldRegistry.Models, builder);
        return Row("x/x") with { Key = new(change.GetProperty("provider").GetString()!, change.GetProperty("model").GetString()!), Values = builder.Build() };
    }
}
