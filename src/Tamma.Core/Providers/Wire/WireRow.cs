using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.Wire;

/// <summary>Reads rows of one format into fields, by its table. What the table does not know is kept as <c>extra.*</c> and counted.</summary>
internal sealed class WireRow(WireMap map, ListingDraft draft)
{
    public const string OtherValue = "other_value_is_kept";

    private const int Deepest = 8;

    private readonly LeafFields _leaves = new(draft);
    private readonly Dictionary<string, (int Rank, JsonElement Value, string Path)> _taken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Field, List<string>> _words = [];

    public ListingDraft Draft => draft;

    public FieldSet.Builder Fields => _leaves.Fields;

    /// <summary>The row that is being read.</summary>
    public JsonElement Element { get; private set; }

    public FieldSet Read(JsonElement row)
    {
        Element = row;
        _taken.Clear();
        _words.Clear();
        if (row.ValueKind is JsonValueKind.Object)
        {
            Walk(row, map.Root, "", 1);
        }

        map.After?.Invoke(this);
        foreach (var (field, words) in _words)
        {
            // Two servers, or one at two times, may name the same members in another order.
            words.Sort(WordOrder.Compare);
            _leaves.Fields.Set(field, FieldValue.Words([.. words]));
        }

        return _leaves.Fields.Build();
    }

    /// <summary>Sets a field, unless a member that stands before this one in the table has set it; the other value is then kept beside.</summary>
    public void Set(string field, FieldValue value, JsonElement leaf, WireField member)
    {
        if (map.Contested.Contains(field))
        {
            if (_taken.TryGetValue(field, out var before))
            {
                var (loser, path) = before.Rank < member.Rank ? (leaf, member.Path) : (before.Value, before.Path);
                if (_leaves.Fields.Peek(FieldRegistry.Models[field]) != value)
                {
                    draft.Apply(OtherValue);
                    Keep(loser, path);
                }

                if (before.Rank < member.Rank)
                {
                    return;
                }
            }

            _taken[field] = (member.Rank, leaf, member.Path);
        }

        _leaves.Fields.Set(FieldRegistry.Models[field], value);
    }

    /// <summary>Sets a field that follows from the row as a whole.</summary>
    public void Set(string field, FieldValue value) => _leaves.Fields.Set(FieldRegistry.Models[field], value);

    /// <summary>Adds a word to a list of words, once.</summary>
    public void AddWord(Field field, string word)
    {
        if (!_words.TryGetValue(field, out var words))
        {
            _words.Add(field, words = []);
        }

        if (!words.Contains(word, StringComparer.Ordinal))
        {
            words.Add(word);
        }
    }

    public void AddWord(string field, string word) => AddWord(FieldRegistry.Models[field], word);

    public bool IsLimit(decimal limit) => _leaves.IsLimit(limit);

    public string Share(string text) => draft.Pool.Share(text);

    /// <summary>Keeps a detail that is known and has no field.</summary>
    public void Keep(JsonElement value, string path)
    {
        if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            _leaves.Fields.Set(FieldRegistry.Models.FindOrExtra("extra." + path), FieldValue.Json(CanonicalJson.From(value)));
        }
    }

    /// <summary>Keeps and counts what we do not know, or what is not what the format says.</summary>
    public void Unknown(JsonElement value, string path) => _leaves.Unknown(value, path);

    private void Walk(JsonElement parent, WireNode node, string prefix, int depth)
    {
        foreach (var member in parent.EnumerateObject())
        {
            var child = node.Child(member.Name);
            if (child?.Field is { } field && (child.IsLeaf || member.Value.ValueKind is not JsonValueKind.Object))
            {
                if (member.Value.ValueKind is not JsonValueKind.Null)
                {
                    field.Read!(member.Value, field, this);
                }

                continue;
            }

            var path = prefix.Length == 0 ? member.Name : $"{prefix}.{member.Name}";
            if (child is { IsLeaf: false } && depth < Deepest && member.Value.ValueKind is JsonValueKind.Object)
            {
                Walk(member.Value, child, path, depth + 1);
            }
            else
            {
                Unknown(member.Value, path);
            }
        }
    }
}
