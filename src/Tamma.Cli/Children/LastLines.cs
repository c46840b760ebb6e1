namespace Tamma.Cli.Children;

/// <summary>The end of what a process printed, kept for the day that it fails.</summary>
internal sealed class LastLines
{
    private const int Most = 40;

    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == Most)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines);
        }
    }
}
