using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Tamma.Providers.Redaction;

/// <summary>
/// Takes the secrets out of a page before anything else sees it, in one pass over its bytes; then looks for each secret that was
/// found or sent wherever else it may stand. What comes out is well-formed JSON in valid UTF-8: the gate of every parser.
/// </summary>
internal ref struct Redactor
{
    public const string Mark = "[redacted]";

    private readonly ReadOnlySpan<byte> _page;
    private readonly RedactionRules _rules;
    private readonly SecretSearch _search;
    private readonly List<PageRange> _ranges;
    private Utf8JsonReader _reader;

    /// <summary>Depth of the innermost object whose members are named by ids; -1 outside.</summary>
    private int _map;

    private Redactor(ReadOnlySpan<byte> page, RedactionRules rules, SecretSearch search)
    {
        _page = page;
        _rules = rules;
        _search = search;
        _ranges = [];
        _reader = new(page);
        _map = rules.RootIsMap ? 0 : -1;
    }

    /// <param name="page">As received.</param>
    /// <param name="sent">The credentials that went with the request.</param>
    /// <exception cref="ProviderException">The page is no JSON. It is not kept then, since nobody knows what is in it.</exception>
    public static ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> page, RedactionRules rules, IEnumerable<string> sent)
    {
        var plain = page.Span.StartsWith(Encoding.UTF8.Preamble) ? page[Encoding.UTF8.Preamble.Length..] : page;
        if (!Utf8.IsValid(plain.Span))
        {
            throw NotJson("it is not UTF-8", null);
        }

        var search = new SecretSearch(sent);
        var redactor = new Redactor(plain.Span, rules, search);
        try
        {
            redactor.Walk();
        }
        catch (JsonException ex)
        {
            // The message of the exception may quote the page, so it is not passed on.
            throw NotJson($"it breaks off or goes wrong in line {ex.LineNumber + 1}", null);
        }
        catch (InvalidOperationException)
        {
            throw NotJson("it holds half a surrogate pair", null);
        }

        var cuts = search.Find(plain.Span, redactor._ranges);
        return cuts is [] ? plain : Compose(plain.Span, cuts);
    }

    private static ProviderException NotJson(string why, Exception? inner) => new(ProviderFault.Malformed, $"the answer is not JSON: {why}", inner);

    private void Walk()
    {
        while (_reader.Read())
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    Member();
                    break;
                case JsonTokenType.EndObject when _reader.CurrentDepth == _map - 1:
                    _map = _rules.RootIsMap && _reader.CurrentDepth > 0 ? 1 : -1;
                    break;
                case JsonTokenType.StartObject when _map == 0:
                    _map = 1;
                    break;
                case JsonTokenType.String:
                    NoteEscapes();
                    break;
            }
        }
    }

    private void Member()
    {
        NoteEscapes();
        var name = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(_reader.GetString()!) : _reader.ValueSpan;
        if (_reader.CurrentDepth == _rules.MapsAt && name.SequenceEqual("models"u8))
        {
            _reader.Read();
            _map = _reader.TokenType is JsonTokenType.StartObject ? _reader.CurrentDepth + 1 : _map;
            NoteEscapes();
        }
        else if (_rules.MayMatch(name) && _rules.IsKey(name) is var isKey && _rules.IsText(name) is var isText && (isKey || isText || _rules.IsWhole(name)))
        {
            var isId = _reader.CurrentDepth == _map;
            _reader.Read();
            if (!isId || _reader.TokenType is not JsonTokenType.StartObject)
            {
                Drop(isKey, isText);
            }
        }
    }

    /// <summary>Drops the value that the reader stands on. What says nothing (null, yes and no, the empty) stays, so that it can be seen.</summary>
    private void Drop(bool isKey, bool isText)
    {
        var start = (int)_reader.TokenStartIndex;
        switch (_reader.TokenType)
        {
            case JsonTokenType.String when _reader.ValueSpan.Length > 0:
                Collect(isKey, isText);
                break;
            case JsonTokenType.Number:
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (!CollectAll(isKey, isText))
                {
                    return;
                }

                break;
            default:
                return;
        }

        _ranges.Add(new(start, (int)_reader.BytesConsumed, PageRangeKind.Secret));
    }

    private readonly void Collect(bool isKey, bool isText)
    {
        var text = _reader.GetString()!;
        if (isKey)
        {
            _search.AddSecret(text);
        }
        else if (!isText)
        {
            _search.AddSetting(text);
        }
    }

    private bool CollectAll(bool isKey, bool isText)
    {
        var end = _reader.CurrentDepth;
        var any = false;
        var memberIsKey = isKey;
        while (_reader.Read() && _reader.CurrentDepth > end)
        {
            any = true;
            switch (_reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    memberIsKey = isKey || _rules.IsKey(_reader.ValueSpan);
                    break;
                case JsonTokenType.String:
                    Collect(memberIsKey, isText);
                    break;
            }
        }

        return any;
    }

    /// <summary>A text with escapes can spell a secret in many ways, so it is looked at by itself.</summary>
    private readonly void NoteEscapes()
    {
        if (_reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true })
        {
            var start = (int)_reader.TokenStartIndex;
            _ = _reader.GetString();
            _ranges.Add(new(start, start + _reader.ValueSpan.Length + 2, PageRangeKind.Escaped));
        }
    }

    private static byte[] Compose(ReadOnlySpan<byte> page, List<PageRange> cuts)
    {
        var length = page.Length;
        foreach (var cut in cuts)
        {
            length += cut.Replacement.Length - (cut.End - cut.Start);
        }

        var output = GC.AllocateUninitializedArray<byte>(length);
        var (from, to) = (0, 0);
        foreach (var cut in cuts)
        {
            page[from..cut.Start].CopyTo(output.AsSpan(to));
            to += cut.Start - from;
            cut.Replacement.CopyTo(output.AsSpan(to));
            to += cut.Replacement.Length;
            from = cut.End;
        }

        page[from..].CopyTo(output.AsSpan(to));
        return output;
    }
}
