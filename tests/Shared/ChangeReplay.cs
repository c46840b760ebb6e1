using System.IO.Compression;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Tests.Shared;

/// <summary>
/// The real change feed of models.dev, commit by commit, as claim deltas. The guards are not asked: what the feed removes was
/// removed, so it is withdrawn at once, as an operator's accepted review would.
/// </summary>
internal sealed class ChangeReplay
{
    public const string FileName = "models-dev-changes.jsonl.gz";

    private readonly Dictionary<ModelKey, FieldSet> _state = [];

    /// <summary>Real commits in order, each with its changes.</summary>
    public static IReadOnlyList<Commit> Read(string path)
    {
        List<Commit> commits = [];
        using Stream file = File.OpenRead(path);
        using var lines = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var change = document.RootElement.Clone();
            var id = change.GetProperty("commit").GetString()!;
            if (commits is [] || commits[^1].Id != id)
            {
                commits.Add(new(id, change.GetProperty("ts").GetDateTimeOffset(), []));
            }

            commits[^1].Changes.Add(change);
        }

        return commits;
    }

    public ClaimDelta Next(Commit commit)
    {
        Dictionary<ModelKey, FieldSet?> touched = [];
        foreach (var change in commit.Changes)
        {
            var key = KeyOf(change);
            touched[key] = _state[key] = Apply(_state.GetValueOrDefault(key) ?? FieldSet.Empty, change, FieldRegistry.For(key))!;
            if (IsRemoval(change))
            {
                touched[key] = null;
                _state.Remove(key);
            }
        }

        return new()
        {
            Context = new(SourceId.ModelsDev, Cause.Provider, RunId: null, Actor: null),
            Upserts = [.. touched.Where(pair => pair.Value is not null).Select(pair => Claim(pair.Key, pair.Value!, commit.At))],
            Withdrawn = [.. touched.Where(pair => pair.Value is null).Select(pair => pair.Key)],
        };
    }

    /// <summary>What the feed says now of a row; null when it lists it no more.</summary>
    public FieldSet? ValuesOf(ModelKey key) => _state.GetValueOrDefault(key);

    /// <summary>The whole document, as it stands after the last commit.</summary>
    public IEnumerable<Claim> Document(DateTimeOffset at) => _state.Select(pair => Claim(pair.Key, pair.Value, at));

    public static ModelKey KeyOf(JsonElement change) =>
        new(change.GetProperty("provider").GetString()!, change.TryGetProperty("model", out var model) ? model.GetString()! : "");

    private static bool IsRemoval(JsonElement change) => change.GetProperty("type").GetString() is "model_removed" or "provider_removed";

    private static FieldSet Apply(FieldSet before, JsonElement change, FieldRegistry registry)
    {
        var builder = new FieldSet.Builder();
        if (change.TryGetProperty("data", out var data))
        {
            LeafReader.Read(data, registry, builder);
            return builder.Build();
        }

        var values = before.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (change.TryGetProperty("changes", out var changes))
        {
            foreach (var item in changes.EnumerateArray())
            {
                var path = item.GetProperty("field").GetString()!;
                values.Remove(registry.FindOrExtra(path));
                values.Remove(registry.FindOrExtra("extra." + path));
                Set(values, registry, path, item.GetProperty("new"));
            }
        }

        return builder.AddRange(values).Build();
    }

    private static void Set(Dictionary<Field, FieldValue> values, FieldRegistry registry, string path, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return;
        }

        var field = registry.FindOrExtra(path);
        if (LeafReader.ReadValue(value, field.Type) is { } known)
        {
            values[field] = known;
        }
        else
        {
            values[registry.FindOrExtra("extra." + path)] = FieldValue.Json(CanonicalJson.From(value));
        }
    }

    private static Claim Claim(ModelKey key, FieldSet values, DateTimeOffset at) => new()
    {
        Source = SourceId.ModelsDev,
        Key = key,
        Kind = ClaimKind.Reference,
        SourceRef = key.ToString(),
        Values = values,
        FirstSeen = at,
    };

    internal sealed record Commit(string Id, DateTimeOffset At, List<JsonElement> Changes);
}
