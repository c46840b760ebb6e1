using System.Collections.Immutable;

namespace Tamma.Providers.Wire;

/// <summary>A table of members as the tree that an answer is walked with.</summary>
internal sealed class WireNode
{
    private readonly Dictionary<string, WireNode> _children = new(StringComparer.Ordinal);
    private WireNode? _any;

    public WireField? Field { get; private set; }

    public bool IsLeaf => _children.Count == 0 && _any is null;

    public static WireNode Of(ImmutableArray<WireField> fields)
    {
        var root = new WireNode();
        foreach (var field in fields)
        {
            var node = root;
            foreach (var part in field.Path.Split('.'))
            {
                node = node.Grow(part);
            }

            node.Field = node.Field is null ? field : throw new ArgumentException($"'{field.Path}' stands twice in a table.", nameof(fields));
        }

        return root;
    }

    public WireNode? Child(string name) => _children.GetValueOrDefault(name) ?? _any;

    public WireField? Find(ReadOnlySpan<string> path) =>
        Field is not null && (path.IsEmpty || IsLeaf) ? Field
        : path.IsEmpty ? null
        : Child(path[0])?.Find(path[1..]) ?? Field;

    private WireNode Grow(string part)
    {
        if (part == "*")
        {
            return _any ??= new();
        }

        if (!_children.TryGetValue(part, out var child))
        {
            _children.Add(part, child = new());
        }

        return child;
    }
}
