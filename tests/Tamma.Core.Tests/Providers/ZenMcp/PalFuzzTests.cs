using CsCheck;
using Tamma.Providers;
using Tamma.Providers.ZenMcp;
using Xunit;

namespace Tamma.Core.Tests.Providers.ZenMcp;

/// <summary>Damaged texts: each is a list of what stands in it, or no list, and never anything else.</summary>
public sealed class PalFuzzTests
{
    private const int Damages = 10_000;

    private static readonly string[] s_pieces =
    [
        "`", "→", "✅", "❌", "\n", "\r", "- `", "## ", "## Summary\n", "**Aliases**:\n", "**Models**:\n", "  - ", " (score 5, 1K context)", " - 1M context",
        " *(not recognized by provider)*", "\0", "\ud83d\ude00", "*A:*\n", "`a` → `b`", "\u2028", "- `x` - 1K context\n",
    ];

    [Fact]
    public void No_damage_makes_a_model_that_the_text_does_not_name()
    {
        var listed = 0;
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 99_999], Gen.Int[0, 99_999]).Array[0, 4].Sample(
            damages =>
            {
                var text = damages.Aggregate(PalTexts.Whole, (text, damage) => Damage(text, damage.Item1, damage.Item2, damage.Item3));
                try
                {
                    var list = PalText.Read(text);
                    foreach (var section in list.Sections)
                    {
                        Assert.Contains($"## {section.Name} ", text, StringComparison.Ordinal);
                        Assert.All(section.Rows, row => Assert.Contains($"`{row.Id}`", text, StringComparison.Ordinal));
                        Assert.All(section.Aliases, alias => Assert.Contains($"`{alias.Alias}` → `{alias.Id}`", text, StringComparison.Ordinal));
                    }

                    Interlocked.Add(ref listed, list.Sections.Sum(section => section.Rows.Count));
                }
                catch (ProviderException ex)
                {
                    Assert.NotEmpty(damages);
                    Assert.Equal(ProviderFault.Malformed, ex.Fault);
                }
            },
            iter: Damages,
            threads: 1);
        Assert.True(listed > Damages, "Hardly any text was read, so this proves little.");
    }

    [Fact]
    public void A_damaged_answer_is_a_listing_or_a_fault()
    {
        var whole = PalTexts.Answer(PalTexts.Whole);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 40]).Array[1, 3].Sample(
            damages =>
            {
                var bytes = damages.Aggregate(whole, (bytes, damage) => Cut(bytes, damage.Item1, damage.Item2, damage.Item3));
                try
                {
                    Assert.IsType<Listing.Complete>(PalTexts.Read(bytes));
                }
                catch (ProviderException ex)
                {
                    Assert.True(ex.Fault is ProviderFault.Malformed or ProviderFault.ServerError, ex.Message);
                }
            },
            iter: Damages / 2,
            threads: 1);
    }

    private static byte[] Cut(byte[] bytes, int at, byte with, int length) =>
        at >= bytes.Length ? bytes : [.. bytes[..at], with, .. bytes[Math.Min(bytes.Length, at + length)..]];

    private static string Damage(string text, int kind, int a, int b)
    {
        var at = text.Length == 0 ? 0 : a % text.Length;
        var to = Math.Min(text.Length, at + (b % 60));
        return kind switch
        {
            0 => text[..at],
            1 => text.Remove(at, to - at),
            2 => text.Insert(at, s_pieces[b % s_pieces.Length]),
            3 => text.Insert(at, text[(b % (text.Length + 1))..Math.Min(text.Length, (b % (text.Length + 1)) + 40)]),
            4 => Lines(text, lines => (lines[a % lines.Count], lines[b % lines.Count]) = (lines[b % lines.Count], lines[a % lines.Count])),
            _ => Lines(text, lines => lines.RemoveAt(a % lines.Count)),
        };
    }

    private static string Lines(string text, Action<List<string>> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines);
        return string.Join('\n', lines);
    }
}
