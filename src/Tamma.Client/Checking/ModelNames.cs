using System.Buffers;

namespace Tamma.Client.Checking;

/// <summary>What a name of a model may look like.</summary>
internal static class ModelNames
{
    private const int Longest = 200;

    public static SearchValues<char> Letters { get; } = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/@+~-");

    private static readonly string[] s_files =
        [".json", ".yaml", ".yml", ".toml", ".py", ".ts", ".js", ".cs", ".go", ".rs", ".pt", ".pth", ".onnx", ".bin", ".gguf", ".safetensors", ".h5", ".pkl", ".csv", ".txt", ".md"];

    public static bool IsPossible(ReadOnlySpan<char> text) =>
        text.Length is > 1 and <= Longest
        && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '@' or '~')
        && text[^1] is not ('.' or ':' or '/' or '-')
        && !text.ContainsAnyExcept(Letters)
        && text.IndexOf("://", StringComparison.Ordinal) < 0;

    /// <summary>Letters alone, or digits alone: also a word or a number, so it is a name only where a key says so.</summary>
    public static bool IsPlainWord(ReadOnlySpan<char> text)
    {
        var (letters, digits) = (false, false);
        foreach (var letter in text)
        {
            letters |= char.IsAsciiLetter(letter);
            digits |= char.IsAsciiDigit(letter);
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                return false;
            }
        }

        return !(letters && digits);
    }

    /// <summary>Worth a word although no catalogue knows it: letters, digits and something between them, and no file.</summary>
    public static bool LooksLikeOne(string text) =>
        text.AsSpan().ContainsAny("-/:.") && text.Any(char.IsAsciiLetter) && text.Any(char.IsAsciiDigit)
        && !Array.Exists(s_files, end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
