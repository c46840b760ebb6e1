using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tamma.Providers.Redaction;

/// <summary>Finds known secrets wherever they are repeated in a page, for example inside an address.</summary>
internal sealed class SecretSearch
{
    /// <summary>What is shorter is found by chance in ordinary words.</summary>
    private const int Shortest = 8;

    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Values of settings, most of them no secrets: <c>"serviceTier": "priority"</c>.</summary>
    private readonly HashSet<string> _settings = new(StringComparer.Ordinal);

    public SecretSearch(IEnumerable<string> sent)
    {
        foreach (var secret in sent)
        {
            AddSecret(secret);
        }
    }

    public void AddSecret(string secret)
    {
        if (secret.Length >= Shortest)
        {
            _secrets.Add(secret);
            foreach (var scheme in (ReadOnlySpan<string>)["Bearer ", "Basic "])
            {
                if (secret.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                {
                    AddSecret(secret[scheme.Length..]);
                }
            }
        }
    }

    /// <summary>
    /// The value of a setting whose name says nothing. It counts as a secret unless it is a plain word, a date, or an address,
    /// of which only the query and the user can be secret.
    /// </summary>
    public void AddSetting(string value)
    {
        if (value.Length < Shortest || value.All(char.IsAsciiLetter) || DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return;
        }

        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Host.Length > 0)
        {
            foreach (var part in Http.Addresses.Secrets(url))
            {
                AddSecret(part);
            }
        }
        else
        {
            _settings.Add(value);
        }
    }

    /// <summary>All that is to be cut, in order.</summary>
    /// <param name="ranges">Secrets and texts with escapes, in order.</param>
    public List<PageRange> Find(ReadOnlySpan<byte> page, List<PageRange> ranges)
    {
        var needles = new Needles(_secrets, _settings);
        if (needles.IsEmpty)
        {
            return ranges.FindAll(range => range.Kind is PageRangeKind.Secret);
        }

        // Byte for byte as characters, because only the search over characters takes many words at once.
        var text = ArrayPool<char>.Shared.Rent(page.Length);
        try
        {
            Encoding.Latin1.GetChars(page, text);
            var cuts = Find(text.AsSpan(0, page.Length), page, ranges, needles);
            return needles.AreNames ? Find(text.AsSpan(0, page.Length), page, ranges, needles) : cuts;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }
    }

    private static List<PageRange> Find(ReadOnlySpan<char> text, ReadOnlySpan<byte> page, List<PageRange> ranges, Needles needles)
    {
        var cuts = new List<PageRange>();
        var from = 0;
        foreach (var range in ranges)
        {
            Plain(text, from, range.Start, needles, cuts);
            if (range.Kind is PageRangeKind.Secret)
            {
                cuts.Add(range);
            }
            else if (Unescaped(page[range.Start..range.End]) is var plain && needles.StandIn(plain))
            {
                if (IsBeforeColon(text[range.End..]))
                {
                    needles.IsName(plain);
                }

                cuts.Add(range);
            }

            from = range.End;
        }

        Plain(text, from, text.Length, needles, cuts);
        return cuts;
    }

    private static bool IsBeforeColon(ReadOnlySpan<char> rest) => rest[..Math.Min(rest.Length, 64)].TrimStart(" \t\r\n") is [':', ..];

    private static string Unescaped(ReadOnlySpan<byte> token)
    {
        var reader = new Utf8JsonReader(token);
        reader.Read();
        return reader.GetString()!;
    }

    /// <summary>Searches a stretch that begins outside texts and has no escapes, so that counting quotes tells what is inside one.</summary>
    private static void Plain(ReadOnlySpan<char> text, int from, int to, Needles needles, List<PageRange> cuts)
    {
        var quotes = 0;
        for (var at = from; at < to;)
        {
            var found = text[at..to].IndexOfAny(needles.Spellings);
            if (found < 0)
            {
                return;
            }

            quotes += text.Slice(at, found).Count('"');
            at += found;
            var length = needles.LengthAt(text[at..to]);
            if (quotes % 2 == 1 && length > 0)
            {
                var end = text[at..].IndexOf('"');
                if (IsBeforeColon(text[(at + end + 1)..]))
                {
                    needles.IsName(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text.Slice(at, length).ToString())));
                }

                cuts.Add(new(at, at + length, PageRangeKind.Repeated));
                at += length;
            }
            else
            {
                quotes += text[at] == '"' ? 1 : 0;
                at++;
            }
        }
    }
}
