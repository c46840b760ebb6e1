using System.Diagnostics.CodeAnalysis;

namespace Tamma.Search.Embedding;

/// <summary>The vectors of the queries that were asked last, of one space. Any number of threads at once.</summary>
internal sealed class RecentVectors(int most)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Text, float[] Vector)> _order = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, float[] Vector)>> _known = new(StringComparer.Ordinal);
    private EmbeddingSpace? _space;

    public bool TryGet(EmbeddingSpace space, string text, [NotNullWhen(true)] out float[]? vector)
    {
        lock (_lock)
        {
            vector = null;
            if (_space != space || !_known.TryGetValue(text, out var node))
            {
                return false;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            vector = node.Value.Vector;
            return true;
        }
    }

    /// <summary>What was kept of another space goes.</summary>
    public void Put(EmbeddingSpace space, string text, float[] vector)
    {
        lock (_lock)
        {
            if (_space != space)
            {
                _order.Clear();
                _known.Clear();
                _space = space;
            }

            if (most == 0 || _known.ContainsKey(text))
            {
                return;
            }

            _known.Add(text, _order.AddFirst((text, vector)));
            if (_known.Count > most)
            {
                _known.Remove(_order.Last!.Value.Text);
                _order.RemoveLast();
            }
        }
    }
}
