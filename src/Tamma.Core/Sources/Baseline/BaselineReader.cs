using System.Collections.Immutable;
using System.Text;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;
using YamlDotNet.RepresentationModel;

namespace Tamma.Sources.Baseline;

/// <summary>
/// Reads documents of our own schema, one provider each (docs/baseline.md). Strict: a field that is not registered, a value of
/// another type and a row without a source are mistakes with file and line, so that no fact is lost to a slip of the pen.
/// </summary>
internal sealed class BaselineReader
{
    private static readonly Field s_modelSource = FieldRegistry.Models["baseline.source"];
    private static readonly Field s_modelChecked = FieldRegistry.Models["baseline.checked"];
    private static readonly Field s_providerSource = FieldRegistry.Providers["baseline.source"];
    private static readonly Field s_providerChecked = FieldRegistry.Providers["baseline.checked"];

    private readonly BaselineText _text;
    private readonly FieldSet.Builder _fields = new();
    private BaselineSources _sources = new([]);

    private BaselineReader(string file) => _text = new(file);

    /// <param name="file">Name for mistakes.</param>
    /// <exception cref="ProviderException">There is a mistake in it.</exception>
    public static ImmutableArray<BaselineFile> Read(string file, ReadOnlySpan<byte> content)
    {
        var reader = new BaselineReader(file);
        return [.. reader._text.Load(Encoding.UTF8.GetString(content)).Select(reader.Document)];
    }

    private BaselineFile Document(YamlNode root)
    {
        string? provider = null, checkedOn = null;
        YamlNode? source = null;
        YamlNode models = new YamlMappingNode();
        var replaces = false;
        List<(string Name, YamlNode Value)> own = [];
        _sources = new([]);
        foreach (var (name, value) in _text.Members(root, "the document"))
        {
            switch (name)
            {
                case "provider":
                    provider = Id(value, isProvider: true);
                    break;
                case "replaces":
                    replaces = BaselineText.Word(value) switch { "true" => true, "false" => false, _ => throw _text.Wrong(value, "'replaces' is neither true nor false") };
                    break;
                case "source":
                    source = value;
                    break;
                case "checked":
                    checkedOn = _text.RequireDate(value, name);
                    break;
                case "sources":
                    _sources = BaselineSources.Read(value, _text);
                    break;
                case "models":
                    models = value;
                    break;
                default:
                    own.Add((name, value));
                    break;
            }
        }

        _ = provider ?? throw _text.Wrong(root, "the document does not say which 'provider' it is of");
        var (said, day) = _sources.Describe(source ?? throw _text.Wrong(root, "the document has no 'source'"), checkedOn, _text);
        own.ForEach(member => Leaf(member.Value, member.Name, FieldRegistry.Providers));
        _fields.Set(s_providerSource, FieldValue.Text(said)).Set(s_providerChecked, FieldValue.Text(day));
        var rows = ImmutableArray.CreateBuilder<BaselineRow>();
        rows.Add(new(ModelKey.ForProvider(provider), _fields.Build()));
        foreach (var (id, model) in (models as YamlMappingNode ?? throw _text.Wrong(models, "'models' is no mapping of ids")).Children)
        {
            rows.Add(Model(new(provider, Id(id)), model, source, checkedOn));
        }

        return new(provider, replaces, rows.DrainToImmutable());
    }

    private BaselineRow Model(ModelKey key, YamlNode node, YamlNode source, string? checkedOn)
    {
        foreach (var (name, value) in _text.Members(node, key.Id))
        {
            switch (name)
            {
                case "source":
                    source = value;
                    break;
                case "checked":
                    checkedOn = _text.RequireDate(value, name);
                    break;
                default:
                    Walk(value, name);
                    break;
            }
        }

        var (said, day) = _sources.Describe(source, checkedOn, _text);
        _fields.Set(s_modelSource, FieldValue.Text(said)).Set(s_modelChecked, FieldValue.Text(day));
        return new(key, _fields.Build());
    }

    /// <summary>Mappings are walked, as in models.dev: <c>limit: {context: 1}</c> and <c>limit.context: 1</c> are one.</summary>
    private void Walk(YamlNode node, string path)
    {
        if (node is YamlMappingNode && FieldRegistry.Models.Find(path) is not { Type: FieldType.Json })
        {
            foreach (var (name, value) in _text.Members(node, path))
            {
                Walk(value, $"{path}.{name}");
            }
        }
        else
        {
            Leaf(node, path, FieldRegistry.Models);
        }
    }

    private void Leaf(YamlNode node, string path, FieldRegistry registry)
    {
        if (registry.Find(path) is not { Group: not (FieldGroup.State or FieldGroup.Operator) } field || path.StartsWith("baseline.", StringComparison.Ordinal))
        {
            throw _text.Wrong(node, $"'{path}' is no field of a {(registry == FieldRegistry.Models ? "model" : "provider")} that can stand here");
        }

        if (_fields.Peek(field) is not null)
        {
            throw _text.Wrong(node, $"'{path}' stands twice");
        }

        _fields.Set(field, BaselineValue.Read(node, field, _text));
    }

    private string Id(YamlNode node, bool isProvider = false)
    {
        var id = _text.RequireWord(node, isProvider ? "provider" : "id");
        try
        {
            return Required.Id(id, isProvider);
        }
        catch (ProviderException ex)
        {
            throw _text.Wrong(node, ex.Message);
        }
    }
}
