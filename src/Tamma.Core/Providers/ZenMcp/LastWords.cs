using System.Text;
using System.Text.RegularExpressions;

namespace Tamma.Providers.ZenMcp;

/// <summary>The end of what a program writes to its log, for the sentence that says why it failed. Bounded, and without secrets.</summary>
internal sealed partial class LastWords(IReadOnlyCollection<string> secrets)
{
    private const int Most = 4_096;
    private const int LongestLine = 200;

    private readonly Lock _lock = new();
    private readonly StringBuilder _tail = new();
    private bool _isCut;

    public async Task ReadAsync(TextReader log)
    {
        var buffer = new char[1_024];
        try
        {
            for (var read = await log.ReadAsync(buffer); read > 0; read = await log.ReadAsync(buffer))
            {
                Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception ex) when (ex is IOException or ObjectDisposedException)
        {
            // The program is gone; what it said until then is here.
        }
    }

    public void Add(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _tail.Append(text);
            if (_tail.Length > Most)
            {
                _tail.Remove(0, _tail.Length - Most);
                _isCut = true;
            }
        }
    }

    /// <returns>The last line that is not empty; null when there is none.</returns>
    public string? Line()
    {
        string text;
        bool isCut;
        lock (_lock)
        {
            (text, isCut) = (_tail.ToString(), _isCut);
        }

        foreach (var secret in secrets.Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
        {
            text = text.Replace(secret, Redaction.Redactor.Mark, StringComparison.Ordinal);
        }

        // What is left of a line that was cut may be the end of a secret.
        var lines = text.Split('\n').Skip(isCut ? 1 : 0).Select(line => Control().Replace(line, "").Trim()).Where(line => line.Length > 0);
        return lines.LastOrDefault() is { } last ? Token().Replace(last.Length > LongestLine ? last[..LongestLine] : last, Redaction.Redactor.Mark) : null;
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]|[\p{C}-[\t]]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Control();

    /// <summary>Long, with letters and digits in it: it may be a key of the program's own, which we cannot know.</summary>
    [GeneratedRegex(@"(?=[A-Za-z_\-]*[0-9])(?=[0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{20,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
