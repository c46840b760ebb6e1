using System.Text;

namespace Tamma.Client.Benchmarks.Prompts;

/// <summary>
/// Records of RFC 4180: fields parted by commas, in quotes where they hold commas, quotes (doubled) or ends of lines. Lines may end with LF or CR alone; empty ones are passed
/// over. What the standard does not allow is refused: guessing would send other prompts than somebody wrote.
/// </summary>
internal sealed class Csv(string file, string text)
{
    private int _at;
    private int _line = 1;

    /// <summary>Each with the line on which it begins.</summary>
    /// <exception cref="PromptFileException">A quote is out of place.</exception>
    public IEnumerable<(int Line, IReadOnlyList<string> Fields)> Records()
    {
        while (_at < text.Length)
        {
            var (line, fields) = (_line, new List<string>());
            do
            {
                fields.Add(_at < text.Length && text[_at] == '"' ? Quoted() : Plain());
            }
            while (Skips(','));

            var isEmpty = fields is [""] && (_at == 0 || text[_at - 1] != '"');
            EndLine();
            if (!isEmpty)
            {
                yield return (line, fields);
            }
        }
    }

    private string Plain()
    {
        var length = text.AsSpan(_at).IndexOfAny(",\"\r\n");
        var end = length < 0 ? text.Length : _at + length;
        if (end < text.Length && text[end] == '"')
        {
            throw new PromptFileException(file, _line, "a quote stands within a field that does not begin with one; put the field in quotes and double those within it.");
        }

        var field = text[_at..end];
        _at = end;
        return field;
    }

    private string Quoted()
    {
        var (begin, field) = (_line, new StringBuilder());
        _at++;
        while (true)
        {
            var length = text.AsSpan(_at).IndexOf('"');
            if (length < 0)
            {
                throw new PromptFileException(file, begin, "a quote that opens here is never closed; close it, and double those within the field.");
            }

            var part = text.AsSpan(_at, length);
            field.Append(part);
            _line += Ends(part);
            _at += length + 1;
            if (!Skips('"'))
            {
                break;
            }

            field.Append('"');
        }

        return _at == text.Length || text[_at] is ',' or '\r' or '\n'
            ? field.ToString()
            : throw new PromptFileException(file, _line, "something stands between the end of a quoted field and the next comma; double the quotes within a field.");
    }

    private void EndLine()
    {
        if (_at < text.Length)
        {
            _at += text.AsSpan(_at).StartsWith("\r\n") ? 2 : 1;
            _line++;
        }
    }

    private bool Skips(char letter)
    {
        var isThere = _at < text.Length && text[_at] == letter;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private static int Ends(ReadOnlySpan<char> part)
    {
        var count = part.Count('\n');
        for (var i = 0; i < part.Length; i++)
        {
            count += part[i] == '\r' && (i + 1 == part.Length || part[i + 1] != '\n') ? 1 : 0;
        }

        return count;
    }
}
