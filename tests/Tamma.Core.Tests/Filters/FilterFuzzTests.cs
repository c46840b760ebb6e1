using CsCheck;
using Tamma.Filters;
using Xunit;

namespace Tamma.Core.Tests.Filters;

/// <summary>Any text: a tree that prints and reads back, or an error with its place, and never anything else.</summary>
public sealed class FilterFuzzTests
{
    private const int Damages = 20_000;

    private static readonly FilterLimits s_wide = new(1_000_000, 200, 10_000);

    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "filter");

    private static readonly string[] s_pieces =
    [
        "(", ")", ",", " and ", " or ", " not ", "!", "..", " in ", " is ", "unknown", "~ '", "\"", "'", "=", "<", ">=", " has any (", "30d ago", " from now", "context", "released", "tags",
        "\0", "\t", "\ud83d\ude00", "\ud800", "\u2028", "9999999999999999999", "(a{100}){100}", "200k", "-", "$", ":", "*", "é", "tools", "0001-01-01", "{", "[",
    ];

    [Fact]
    public void Each_kept_text_ends_as_it_did()
    {
        var files = Directory.EnumerateFiles(s_folder, "*.txt").ToList();
        Assert.True(files.Count >= 12, $"{files.Count} files in {s_folder}");
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var isRead = Judge(text);
            var shouldBeRead = !Path.GetFileName(file).StartsWith("odd-", StringComparison.Ordinal);
            Assert.True(isRead == shouldBeRead, $"{Path.GetFileName(file)}: {FilterParser.Parse(text, Asked.Vocabulary).Error}");
        }
    }

    [Fact]
    public void No_damage_is_anything_but_a_tree_or_an_error_with_its_place()
    {
        var kept = Directory.EnumerateFiles(s_folder, "*.txt").Select(File.ReadAllText).ToArray();
        var read = 0;
        Gen.Select(Gen.OneOf(kept), Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99_999], Gen.Int[0, 99_999]).Array[0, 4]).Sample(
            (whole, damages) =>
            {
                if (Judge(damages.Aggregate(whole, (text, damage) => Damage(text, damage.Item1, damage.Item2, damage.Item3))))
                {
                    Interlocked.Increment(ref read);
                }
            },
            iter: Damages,
            threads: 1);
        Assert.InRange(read, Damages / 20, Damages - 1);
    }

    [Fact]
    public void Pieces_in_any_order_and_any_characters_are_judged() =>
        Gen.OneOf(Gen.OneOf(s_pieces).Array[0, 30].Select(string.Concat), Gen.String).Sample(text => { _ = Judge(text); }, iter: Damages);

    private static bool Judge(string text)
    {
        var parse = FilterParser.Parse(text, Asked.Vocabulary);
        if (parse.Expression is { } tree)
        {
            Assert.Null(parse.Error);
            Assert.Equal(tree, FilterParser.Parse(tree.ToString(), Asked.Vocabulary, s_wide).Expression);
            FilterPredicate.Compile(tree, Asked.Reader, Asked.Today)([]);
            return true;
        }

        var error = parse.Error!;
        Assert.InRange(error.Position, 0, text.Length);
        Assert.InRange(error.Length, 0, text.Length - error.Position);
        Assert.InRange(error.Message.Length, 10, 400);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(2, error.Point(text).Split('\n').Length);
        return false;
    }

    private static string Damage(string text, int kind, int a, int b)
    {
        var at = text.Length == 0 ? 0 : a % text.Length;
        var to = Math.Min(text.Length, at + (b % 12));
        return kind switch
        {
            0 => text[..at],
            1 => text.Remove(at, to - at),
            2 => text.Insert(at, s_pieces[b % s_pieces.Length]),
            _ => text.Insert(at, text[(b % (text.Length + 1))..Math.Min(text.Length, (b % (text.Length + 1)) + 12)]),
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
