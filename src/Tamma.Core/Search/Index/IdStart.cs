using System.Runtime.InteropServices;

namespace Tamma.Search.Index;

/// <summary>
/// The first letters of the end of an id, without regard to case, in one place: whether what was written is an id, or begins one, is mostly
/// told without a look at the model, which lies elsewhere.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct IdStart
{
    private const int Letters = 15;

    /// <summary>Longer, or with letters that are not of ASCII.</summary>
    private const int Unknown = byte.MaxValue;

    private readonly UInt128 _letters;

    private IdStart(UInt128 letters) => _letters = letters;

    private int Length => (int)(byte)(_letters >> (Letters * 8));

    /// <param name="text">Behind the last slash.</param>
    public static IdStart Of(ReadOnlySpan<char> text)
    {
        UInt128 letters = 0;
        var length = Math.Min(text.Length, Unknown);
        for (var i = 0; i < Math.Min(text.Length, Letters); i++)
        {
            letters |= (UInt128)(byte)(text[i] | (char.IsAsciiLetterUpper(text[i]) ? 0x20 : 0)) << (i * 8);
            length = text[i] < 0x80 ? length : Unknown;
        }

        return new(letters | ((UInt128)(byte)length << (Letters * 8)));
    }

    /// <summary>Whether it begins with what was written, and goes on; null where that cannot be told here, or where it is the same.</summary>
    public bool? GoesOn(IdStart written)
    {
        var (length, asked) = (Length, written.Length);
        if (length == Unknown || asked is Unknown or 0)
        {
            return null;
        }

        var mask = (UInt128.One << (Math.Min(asked, Letters) * 8)) - 1;
        return length < asked || ((_letters ^ written._letters) & mask) != 0 ? false : asked > Letters || asked == length ? null : true;
    }
}
