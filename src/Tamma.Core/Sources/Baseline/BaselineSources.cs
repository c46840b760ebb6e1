using YamlDotNet.RepresentationModel;

namespace Tamma.Sources.Baseline;

/// <summary>The documents that a file's facts were taken from, by the short names that its rows use.</summary>
internal sealed class BaselineSources(Dictionary<string, (string Name, string AsOf)> known)
{
    /// <param name="node">A list of short names.</param>
    /// <param name="checkedOn">The date that the row states itself; null for the newest of its documents.</param>
    public (string Source, string Checked) Describe(YamlNode node, string? checkedOn, BaselineText text)
    {
        if (node is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            throw text.Wrong(node, "'source' is no list of names from 'sources'");
        }

        var documents = list.Children.Select(child => known.TryGetValue(BaselineText.Word(child) ?? "", out var document)
            ? document
            : throw text.Wrong(child, $"'{BaselineText.Word(child)}' is no name from 'sources'")).ToList();
        return (
            string.Join(", ", documents.Select(document => $"{document.Name} {document.AsOf}")),
            checkedOn ?? documents.Select(document => document.AsOf).Max(StringComparer.Ordinal)!);
    }

    public static BaselineSources Read(YamlNode node, BaselineText text)
    {
        Dictionary<string, (string Name, string AsOf)> known = new(StringComparer.Ordinal);
        foreach (var (key, value) in text.Members(node, "sources"))
        {
            string? name = null, asOf = null;
            foreach (var (member, what) in text.Members(value, key))
            {
                switch (member)
                {
                    case "name":
                        name = text.RequireWord(what, "name");
                        break;
                    case "as_of":
                        asOf = text.RequireDate(what, "as_of");
                        break;
                    case "licence":
                        text.RequireWord(what, "licence");
                        break;
                    default:
                        throw text.Wrong(what, $"'{member}' says nothing of a document; there is: name, as_of, licence");
                }
            }

            known[key] = name is not null && asOf is not null ? (name, asOf) : throw text.Wrong(value, $"the document '{key}' has no name or no as_of");
        }

        return new(known);
    }
}
