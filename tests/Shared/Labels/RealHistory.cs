using System.IO.Compression;
using System.Text.Json;

namespace Tamma.Tests.Shared.Labels;

/// <summary>
/// The change feed as the labels see it: plain JSON, with nothing of the product. What each value was and from when to when, who
/// was listed and from when to when, and how many listings a provider had before each commit.
/// </summary>
internal sealed class RealHistory
{
    public List<Edit> Edits { get; } = [];

    /// <summary>Per value of a listing: what it was from when on; JSON text, "null" for absent.</summary>
    public Dictionary<(string Provider, string Model, string Field), List<Stand>> Values { get; } = [];

    public List<Departure> Departures { get; } = [];

    public HashSet<string> Commits { get; } = new(StringComparer.Ordinal);

    public int Events { get; private set; }

    public static RealHistory Read(string path)
    {
        var history = new RealHistory();
        Dictionary<string, HashSet<string>> alive = new(StringComparer.Ordinal);
        Dictionary<string, int> before = new(StringComparer.Ordinal);
        using Stream file = File.OpenRead(path);
        using var lines = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var change = document.RootElement;
            var commit = change.GetProperty("commit").GetString()!;
            if (history.Commits.Add(commit))
            {
                before = alive.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);
            }

            history.Take(change, new(commit, change.GetProperty("ts").GetDateTimeOffset()), alive, before);
        }

        return history;
    }

    private void Take(JsonElement change, Commit commit, Dictionary<string, HashSet<string>> alive, Dictionary<string, int> before)
    {
        Events++;
        var provider = change.GetProperty("provider").GetString()!;
        var model = change.TryGetProperty("model", out var name) ? name.GetString()! : "";
        var listed = alive.TryGetValue(provider, out var known) ? known : alive[provider] = new(StringComparer.Ordinal);
        switch (change.GetProperty("type").GetString())
        {
            case "model_added":
                listed.Add(model);
                if (Departures.FindLast(one => one.Provider == provider && one.Model == model && one.Back is null) is { } gone)
                {
                    gone.Back = commit.At;
                }

                foreach (var (field, value) in Leaves(change.GetProperty("data"), ""))
                {
                    Values[(provider, model, field)] = [new(commit.At, value)];
                }

                break;
            case "model_removed":
                Departures.Add(new(commit, provider, model, before.GetValueOrDefault(provider)));
                listed.Remove(model);
                break;
        }

        if (change.TryGetProperty("changes", out var changes) && model.Length > 0)
        {
            foreach (var item in changes.EnumerateArray())
            {
                Take(new(commit, provider, model, item.GetProperty("field").GetString()!, item.GetProperty("old").GetRawText(), item.GetProperty("new").GetRawText(), before.GetValueOrDefault(provider)));
            }
        }
    }

    private void Take(Edit edit)
    {
        Edits.Add(edit);
        var key = (edit.Provider, edit.Model, edit.Field);
        var stands = Values.TryGetValue(key, out var known) ? known : Values[key] = [new(DateTimeOffset.MinValue, edit.Old)];
        stands.Add(new(edit.Commit.At, edit.New));
    }

    private static IEnumerable<(string Field, string Value)> Leaves(JsonElement element, string prefix) => element.EnumerateObject().SelectMany(member =>
        member.Value.ValueKind is JsonValueKind.Object && member.Value.EnumerateObject().Any()
            ? Leaves(member.Value, prefix + member.Name + ".")
            : [(prefix + member.Name, member.Value.GetRawText())]);

    internal sealed record Commit(string Id, DateTimeOffset At);

    /// <param name="Listings">How many listings its provider had before the commit.</param>
    internal sealed record Edit(Commit Commit, string Provider, string Model, string Field, string Old, string New, int Listings);

    internal sealed record Stand(DateTimeOffset From, string Value);

    internal sealed record Departure(Commit Commit, string Provider, string Model, int Listings)
    {
        public DateTimeOffset? Back { get; set; }
    }
}
