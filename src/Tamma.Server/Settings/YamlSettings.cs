using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tamma.Server.Settings;

/// <summary>Reads <c>tamma.yaml</c> into settings, each with its line.</summary>
internal sealed class YamlSettings
{
    private const int Deepest = 4;

    private readonly string _file;

    private YamlSettings(string file) => _file = Path.GetFileName(file);

    public List<RawSetting> Settings { get; } = [];

    public List<Mistake> Mistakes { get; } = [];

    public static YamlSettings Read(string path)
    {
        var settings = new YamlSettings(path);
        try
        {
            using var text = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents is [var document, ..])
            {
                settings.Walk(document.RootNode, []);
            }
        }
        catch (YamlException ex)
        {
            settings.Mistakes.Add(new(settings._file, $"{settings._file}:{ex.Start.Line}", $"is no YAML that can be read: {ex.Message}"));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            settings.Mistakes.Add(new(path, "file", $"cannot be read: {ex.Message}"));
        }

        return settings;
    }

    private void Walk(YamlNode node, IReadOnlyList<string> above)
    {
        var place = $"{_file}:{node.Start.Line}";
        var written = above is [] ? _file : string.Join('.', above);
        switch (node)
        {
            case YamlMappingNode mapping when above.Count < Deepest:
                foreach (var (key, value) in mapping.Children)
                {
                    WalkMember(key, value, above);
                }

                break;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" }:
                // A section of which all is commented out.
                if (SettingKeys.Find(RawSetting.Spell(above)) is not null)
                {
                    Mistakes.Add(new(written, place, "has no value"));
                }

                break;
            case YamlSequenceNode list when IsList(above) && list.Children.All(child => child is YamlScalarNode { Value.Length: > 0 } word && !word.Value.Contains(',', StringComparison.Ordinal)):
                Settings.Add(new(RawSetting.Spell(above), string.Join(',', list.Children.Cast<YamlScalarNode>().Select(word => word.Value)), written, place));
                break;
            case YamlScalarNode scalar when above is not []:
                Settings.Add(new(RawSetting.Spell(above), scalar.Value ?? "", written, place));
                break;
            default:
                Mistakes.Add(new(written, place, node is YamlSequenceNode ? "is a list, where one value or a section is expected" : "is no section and no value that belongs here"));
                break;
        }
    }

    private static bool IsList(IReadOnlyList<string> above) => SettingKeys.Find(RawSetting.Spell(above)) is { Kind: SettingKind.Words or SettingKind.Standings or SettingKind.Allowance or SettingKind.Durations };

    private void WalkMember(YamlNode key, YamlNode value, IReadOnlyList<string> above)
    {
        if (key is not YamlScalarNode { Value: { Length: > 0 } name })
        {
            Mistakes.Add(new(string.Join('.', above), $"{_file}:{key.Start.Line}", "has a key that is no word"));
            return;
        }

        // A key's own line says where to look, also when its value begins on the next.
        if (value is YamlScalarNode scalar && scalar.Start.Line != key.Start.Line && scalar.Value is { Length: > 0 })
        {
            Settings.Add(new(RawSetting.Spell([.. above, name]), scalar.Value, string.Join('.', [.. above, name]), $"{_file}:{key.Start.Line}"));
            return;
        }

        Walk(value, [.. above, name]);
    }
}
