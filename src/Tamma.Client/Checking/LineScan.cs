namespace Tamma.Client.Checking;

/// <summary>Reads lines one after the other. Each character is looked at a bounded number of times.</summary>
internal sealed class LineScan(PlainValues plain)
{
    /// <summary>So far back a key is looked for.</summary>
    private const int LongestKey = 64;

    private readonly List<ModelMention> _found = [];

    /// <summary>The key whose list the following lines may be.</summary>
    private string? _listOf;

    public IReadOnlyList<ModelMention> Found => _found;

    public void Read(ReadOnlySpan<char> line, int number)
    {
        ReadListItem(line, number);
        for (var i = 0; i < line.Length;)
        {
            i = line[i] switch
            {
                '"' or '\'' or '`' => ReadQuoted(line, number, i),
                var letter when IsWord(letter) && (i == 0 || !IsWord(line[i - 1])) => ReadWord(line, number, i),
                _ => i + 1,
            };
        }
    }

    /// <summary>Text up to the next quote of the same kind. What cannot be a name is looked into: a quoted text may hold another.</summary>
    private int ReadQuoted(ReadOnlySpan<char> line, int number, int open)
    {
        var length = line[(open + 1)..].IndexOf(line[open]);
        if (length < 0)
        {
            return open + 1;
        }

        // Inside a quoted text quotes are escaped: \"gpt-5\".
        var text = line.Slice(open + 1, length).TrimEnd('\\');
        if (!ModelNames.IsPossible(text))
        {
            return open + 1;
        }

        var key = KeyBefore(line[..open]);
        Add(number, open + 1, text, key, ConfigurationKeys.KindOf(key));
        return open + length + 2;
    }

    /// <summary>The word before <c>:</c>, <c>=</c>, <c>=&gt;</c> or an opening bracket that ends the text; quotes and brackets around it are left out.</summary>
    private static ReadOnlySpan<char> KeyBefore(ReadOnlySpan<char> before)
    {
        before = before.Length > LongestKey * 2 ? before[^(LongestKey * 2)..] : before;
        before = WithoutPrefix(before.TrimEnd('\\')).TrimEnd();
        if (before.EndsWith("=>"))
        {
            before = before[..^2];
        }
        else if (before is [.., ':' or '=' or '('])
        {
            before = before[..^1].TrimEnd(':');
        }
        else
        {
            return default;
        }

        before = before.TrimEnd().TrimEnd(']').TrimEnd('"').TrimEnd('\'').TrimEnd('\\');
        var start = before.Length;
        while (start > 0 && before.Length - start < LongestKey && IsWord(before[start - 1]))
        {
            start--;
        }

        return before[start..];
    }

    /// <summary>Python's f"…" and C#'s $"…" are quoted too.</summary>
    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> before) =>
        before is [.., 'f' or 'F' or 'r' or 'b' or 'u' or '$' or '@'] && (before.Length == 1 || !IsWord(before[^2])) ? before[..^1] : before;

    /// <summary>A word that may be a key with a value behind it that has no quotes, or an option of a command line.</summary>
    private int ReadWord(ReadOnlySpan<char> line, int number, int start)
    {
        var end = start;
        while (end < line.Length && IsWord(line[end]))
        {
            end++;
        }

        var key = line[start..end];
        var kind = key.Length > LongestKey ? MentionKind.Quoted : ConfigurationKeys.KindOf(key);
        if (kind is MentionKind.Quoted)
        {
            return end;
        }

        var rest = line[end..];
        var option = key.StartsWith("--");
        var assigned = rest is ['=', not ('=' or '>' or ' '), ..];
        var value = option ? AfterOption(rest)
            : rest.StartsWith(":-") ? rest[2..]
            : plain is PlainValues.None ? default
            : assigned ? rest[1..]
            : AfterKey(line[..start], key, rest);
        var length = LengthOf(value);
        if (ModelNames.IsPossible(value[..length]) && IsEnd(value[length..], inCommand: option || assigned))
        {
            var at = line.Length - value.Length;
            Add(number, at, value[..length], key, option ? MentionKind.Possible : kind);
            return at + length;
        }

        return end;
    }

    private static ReadOnlySpan<char> AfterOption(ReadOnlySpan<char> rest) => rest is ['=' or ' ', ..] ? rest[1..].TrimStart() : default;

    /// <summary>What stands behind <c>key:</c> or <c>key =</c>.</summary>
    private ReadOnlySpan<char> AfterKey(ReadOnlySpan<char> before, ReadOnlySpan<char> key, ReadOnlySpan<char> rest)
    {
        var trimmed = rest.TrimStart();
        if (plain is not PlainValues.All || trimmed is not [':' or '=', ..] || !IsStart(before))
        {
            return default;
        }

        if (trimmed[0] is ':' && trimmed[1..].IsWhiteSpace())
        {
            _listOf = key.ToString();
        }

        return trimmed is [_, ' ' or '\t', ..] ? trimmed[1..].TrimStart() : default;
    }

    /// <summary>An item of a list below a key: <c>- gpt-5</c>.</summary>
    private void ReadListItem(ReadOnlySpan<char> line, int number)
    {
        if (_listOf is null || line.IsWhiteSpace())
        {
            return;
        }

        var item = line.TrimStart();
        if (!item.StartsWith("- "))
        {
            _listOf = item.StartsWith('#') ? _listOf : null;
            return;
        }

        item = item[2..].TrimStart();
        var length = LengthOf(item);
        if (ModelNames.IsPossible(item[..length]) && IsEnd(item[length..], inCommand: false))
        {
            Add(number, line.Length - item.Length, item[..length], _listOf, ConfigurationKeys.KindOf(_listOf));
        }
    }

    /// <summary>A key begins a line, an item, or a member between braces; behind other words it is prose.</summary>
    private static bool IsStart(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd();
        return trimmed.IsEmpty || trimmed[^1] is '{' or ',' or '-' || trimmed.EndsWith("export");
    }

    /// <summary>A value ends with its line, before a comment, or before what ends it; in a command before a space. Further words make prose of it.</summary>
    private static bool IsEnd(ReadOnlySpan<char> rest, bool inCommand)
    {
        var next = rest.TrimStart();
        return next.IsEmpty
            || (inCommand && next.Length < rest.Length)
            || next[0] is '}' or ',' or ';' or ')' or ']' or '|' or '&' or '#'
            || rest[0] is '"' or '\'' or '`';
    }

    private static int LengthOf(ReadOnlySpan<char> value) => value.IndexOfAnyExcept(ModelNames.Letters) is >= 0 and var end ? end : value.Length;

    private void Add(int line, int column, ReadOnlySpan<char> text, ReadOnlySpan<char> key, MentionKind kind) =>
        _found.Add(new(line, column + 1, text.ToString(), kind is MentionKind.Quoted ? null : key.ToString(), kind));

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.';
}
