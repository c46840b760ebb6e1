using Tamma.EndToEnd.Tests.Ways;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>The file in which a process that will be killed says where it is: <c>begin N</c> before a COMMIT, <c>end N</c> after it.</summary>
internal sealed class Marks(string path)
{
    public string Path => path;

    /// <summary>Whether the last transaction that began has not ended.</summary>
    public bool IsInside => Lines() is [.., var last] && last.StartsWith("begin", StringComparison.Ordinal);

    public int Ended => Lines().Count(line => line.StartsWith("end", StringComparison.Ordinal));

    public Task InsideAsync(CancellationToken cancellationToken) => Until.TrueAsync(() => IsInside, cancellationToken);

    /// <summary>Whole lines only: the last may just be on its way.</summary>
    private string[] Lines()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var text = file.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
