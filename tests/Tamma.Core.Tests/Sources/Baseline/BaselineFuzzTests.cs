using System.Text;
using CsCheck;
using Tamma.Providers;
using Tamma.Sources.Baseline;
using Xunit;

namespace Tamma.Core.Tests.Sources.Baseline;

/// <summary>Damaged files: each is what stands in it, or a mistake with its line, and never anything else.</summary>
public sealed class BaselineFuzzTests
{
    private const int Damages = 10_000;

    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "baseline");

    private static readonly string[] s_pieces =
    [
        ":", "- ", "[", "]", "{", "}", "\n", "\n  ", "&x ", "*x", "!!int ", "'", "\"", "|\n", "? ", "---\n", "...\n", "#", "\0", "\t", "\ud83d\ude00", "\u2028", "~", "<<: ", "%YAML 9\n", "1e999", "-5",
    ];

    [Fact]
    public void Each_kept_input_is_read_or_refused()
    {
        Dictionary<string, string> ends = [];
        foreach (var file in Directory.EnumerateFiles(s_folder))
        {
            ends[Path.GetFileName(file)] = End(File.ReadAllBytes(file));
        }

        Assert.True(ends.Count >= 8);
        Assert.Equal("p q", ends["whole.yaml"]);
        Assert.Equal("p", ends["json.yaml"]);
        Assert.Equal("x.yaml:2: is nested deeper than 16 levels", ends["deep.yaml"]);
        Assert.Contains("anchors and aliases", ends["laughs.yaml"] + ends["anchors.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_damage_is_anything_but_a_mistake_with_its_line()
    {
        var whole = File.ReadAllText(Path.Combine(s_folder, "whole.yaml"));
        var read = 0;
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99_999], Gen.Int[0, 99_999]).Array[0, 4].Sample(
            damages =>
            {
                var text = damages.Aggregate(whole, (text, damage) => Damage(text, damage.Item1, damage.Item2, damage.Item3));
                var end = End(Encoding.UTF8.GetBytes(text));
                Assert.True(damages.Length > 0 || end == "p q", end);
                if (!end.StartsWith("x.yaml:", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref read);
                }
            },
            iter: Damages,
            threads: 1);
        Assert.InRange(read, Damages / 10, Damages - 1);
    }

    private static string End(byte[] content)
    {
        try
        {
            var files = BaselineReader.Read("x.yaml", content);
            Assert.All(files.SelectMany(file => file.Rows), row => Assert.Contains(row.Values, pair => pair.Key.Path == "baseline.checked"));
            return string.Join(' ', files.Select(file => file.Provider));
        }
        catch (ProviderException ex)
        {
            Assert.Equal(ProviderFault.Malformed, ex.Fault);
            Assert.Matches(@"^x\.yaml:\d+: ", ex.Message);
            return ex.Message;
        }
    }

    private static string Damage(string text, int kind, int a, int b)
    {
        var at = text.Length == 0 ? 0 : a % text.Length;
        var to = Math.Min(text.Length, at + (b % 40));
        return kind switch
        {
            0 => text[..at],
            1 => text.Remove(at, to - at),
            2 => text.Insert(at, s_pieces[b % s_pieces.Length]),
            _ => text.Insert(at, text[(b % (text.Length + 1))..Math.Min(text.Length, (b % (text.Length + 1)) + 30)]),
        };
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
