using System.Buffers;
using System.Text;

namespace Tamma.Providers.Redaction;

/// <summary>What is searched for, in the spellings in which it can stand in a text without escapes.</summary>
internal sealed class Needles
{
    private const int Start = 6;

    private readonly HashSet<string> _plain;
    private readonly HashSet<string> _settings;
    private readonly Dictionary<string, List<string>> _byStart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> _byStartSpan;
    private SearchValues<string>? _inText;

    public Needles(HashSet<string> secrets, HashSet<string> settings)
    {
        _settings = settings.Except(secrets, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        _plain = secrets.Concat(settings).ToHashSet(StringComparer.Ordinal);
        _byStartSpan = _byStart.GetAlternateLookup<ReadOnlySpan<char>>();
        var spellings = _plain.SelectMany(Spell).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var spelling in spellings.OrderByDescending(spelling => spelling.Length))
        {
            var start = spelling[..Start];
            (_byStart.TryGetValue(start, out var same) ? same : _byStart[start] = []).Add(spelling);
        }

        Spellings = SearchValues.Create(spellings, StringComparison.Ordinal);
    }

    public SearchValues<string> Spellings { get; }

    public bool IsEmpty => _plain.Count == 0;

    /// <summary>A setting turned out to be part of a name and is no longer searched: find again.</summary>
    public bool AreNames { get; private set; }

    /// <summary>Length of the longest needle here, or 0.</summary>
    public int LengthAt(ReadOnlySpan<char> text)
    {
        if (text.Length >= Start && _byStartSpan.TryGetValue(text[..Start], out var same))
        {
            foreach (var spelling in same)
            {
                if (text.StartsWith(spelling, StringComparison.Ordinal))
                {
                    return spelling.Length;
                }
            }
        }

        return 0;
    }

    /// <summary>For a text whose escapes are taken out.</summary>
    public bool StandIn(string text) => text.AsSpan().ContainsAny(_inText ??= SearchValues.Create([.. _plain], StringComparison.Ordinal));

    /// <summary>A member's name, so a model or a variant is called so. A setting that stands in it is no secret.</summary>
    public void IsName(string name)
    {
        foreach (var setting in _settings.Where(setting => name.Contains(setting, StringComparison.Ordinal)).ToList())
        {
            AreNames = true;
            _settings.Remove(setting);
            _plain.Remove(setting);
            _inText = null;
            foreach (var spelling in Spell(setting))
            {
                _byStart[spelling[..Start]].Remove(spelling);
            }
        }
    }

    private static IEnumerable<string> Spell(string needle)
    {
        // With a quote, a backslash or a control character it cannot stand in a text without escapes.
        if (!needle.Any(c => c is '"' or '\\' or < ' '))
        {
            yield return Latin(needle);
        }

        yield return Uri.EscapeDataString(needle);
    }

    /// <summary>The bytes of its UTF-8 as characters, as the page is searched.</summary>
    private static string Latin(string needle) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(needle));
}
