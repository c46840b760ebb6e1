namespace Tamma.Server.Settings;

/// <summary>Variables <c>TAMMA__SECTION__KEY</c>. An empty one counts as not set.</summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "TAMMA__";
    private const string Separator = "__";

    public static IEnumerable<RawSetting> Read(IReadOnlyDictionary<string, string> environment) =>
        environment.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && pair.Value.Length > 0)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new RawSetting(Parts(pair.Key), pair.Value, pair.Key, "environment"));

    /// <summary>No variable's name holds a dash, so one in a header's name is written as an underscore.</summary>
    private static string[] Parts(string name)
    {
        var parts = RawSetting.Spell(name[Prefix.Length..].Split(Separator));
        if (parts is ["providers", _, "headers", var header])
        {
            parts[3] = header.Replace('_', '-');
        }

        return parts;
    }
}
