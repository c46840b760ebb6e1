namespace Tamma.Server.Settings;

/// <summary>All layers put together: the value that counts for each path, and every mistake in any layer.</summary>
internal sealed class SettingSet
{
    private readonly Dictionary<string, (RawSetting Raw, object Value)> _values = new(StringComparer.Ordinal);

    /// <param name="layers">The first counts before the second, and so on.</param>
    /// <param name="types">Provider types that there are.</param>
    public SettingSet(IEnumerable<IEnumerable<RawSetting>> layers, IReadOnlyCollection<string> types)
    {
        foreach (var layer in layers)
        {
            Dictionary<string, RawSetting> own = new(StringComparer.Ordinal);
            foreach (var raw in layer)
            {
                Add(raw, own, types);
            }
        }
    }

    public List<Mistake> Mistakes { get; } = [];

    /// <summary>The names that stand at a place of a path, <c>providers.*</c>, each with the first setting under it.</summary>
    public IEnumerable<(string Name, RawSetting First)> Names(string section) =>
        _values.Values.Where(pair => pair.Raw.Parts[0] == section).GroupBy(pair => pair.Raw.Parts[1], StringComparer.Ordinal).Select(group => (group.Key, group.First().Raw));

    /// <summary>The names that stand behind a path that ends in a dot, each with the first setting of it, in the order in which they were written.</summary>
    public IEnumerable<(string Name, RawSetting First)> NamesUnder(string path) =>
        [.. _values.Where(pair => pair.Key.StartsWith(path, StringComparison.Ordinal)).GroupBy(pair => pair.Key[path.Length..].Split('.')[0], StringComparer.Ordinal).Select(group => (group.Key, group.First().Value.Raw))];

    public T? Get<T>(string path)
        where T : class =>
        _values.TryGetValue(path, out var known) ? (T)known.Value : null;

    public T? GetValue<T>(string path)
        where T : struct =>
        _values.TryGetValue(path, out var known) ? (T)known.Value : null;

    public RawSetting? Raw(string path) => _values.TryGetValue(path, out var known) ? known.Raw : null;

    public IEnumerable<(string Name, string Value)> Under(string path) =>
        _values.Where(pair => pair.Key.StartsWith(path + ".", StringComparison.Ordinal)).Select(pair => (pair.Key[(path.Length + 1)..], (string)pair.Value.Value));

    /// <summary>The lists whose paths begin so, with their whole paths.</summary>
    public IEnumerable<(string Path, string[] Words)> ListsUnder(string path) =>
        [.. _values.Where(pair => pair.Key.StartsWith(path + ".", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (string[])pair.Value.Value))];

    private void Add(RawSetting raw, Dictionary<string, RawSetting> own, IReadOnlyCollection<string> types)
    {
        if (SettingKeys.Find(raw.Parts) is not { } key)
        {
            Mistakes.Add(new(raw.Written, raw.Place, SettingKeys.NearestTo(raw.Parts) is { } near ? $"there is no such setting; did you mean {near}?" : "there is no such setting; see docs/configuration.md"));
            return;
        }

        var path = key.Alias is { } alias && raw.Parts[^1] == alias ? $"{string.Join('.', raw.Parts[..^1])}.{key.Parts[^1]}" : raw.Path;
        if (!own.TryAdd(path, raw))
        {
            Mistakes.Add(new(raw.Written, raw.Place, $"is set twice, here and as {own[path].Written} ({own[path].Place})"));
            return;
        }

        var (value, wrong) = SettingValue.Read(key, raw.Value, types);
        if (wrong is not null)
        {
            Mistakes.Add(new(raw.Written, raw.Place, wrong));
        }
        else
        {
            _values.TryAdd(path, (raw, value!));
        }
    }
}
