using System.Runtime.InteropServices;

namespace Tamma.Simulator.Chat.Engine;

/// <summary>Which beginnings of prompts were seen, in blocks of sixteen words. Keeps the last 65,536 blocks.</summary>
internal sealed class PrefixCache
{
    private const int Block = 16;
    private const int Kept = 65_536;
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _known = [];
    private readonly Queue<ulong> _order = new();

    /// <summary>How many words of the prompt were known, and how many are now besides.</summary>
    public (int Known, int Written) Meet(string model, string prompt)
    {
        var blocks = BlocksOf(model, prompt);
        lock (_gate)
        {
            var known = 0;
            while (known < blocks.Count && _known.Contains(blocks[known]))
            {
                known++;
            }

            foreach (var block in CollectionsMarshal.AsSpan(blocks)[known..])
            {
                Add(block);
            }

            return (known * Block, (blocks.Count - known) * Block);
        }
    }

    private void Add(ulong block)
    {
        if (_known.Add(block))
        {
            _order.Enqueue(block);
            if (_order.Count > Kept)
            {
                _known.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>For each whole block a hash of everything up to its end.</summary>
    private static List<ulong> BlocksOf(string model, string prompt)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in model)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        List<ulong> blocks = [];
        var words = 0;
        var isIn = false;
        foreach (var letter in prompt)
        {
            var isBlank = char.IsWhiteSpace(letter);
            if (isBlank && isIn && ++words % Block == 0)
            {
                blocks.Add(hash);
            }

            isIn = !isBlank;
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return blocks;
    }
}
