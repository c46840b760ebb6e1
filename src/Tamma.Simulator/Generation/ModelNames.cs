using System.Globalization;

namespace Tamma.Simulator.Generation;

/// <summary>The words a model is sold under.</summary>
internal static class ModelNames
{
    public static string NameOf(string family, string version, string size)
    {
        var words = CultureInfo.InvariantCulture.TextInfo;
        return size switch
        {
            "" => $"{words.ToTitleCase(family)} {version}",
            _ when char.IsAsciiDigit(size[0]) => $"{words.ToTitleCase(family)} {version} {size.ToUpperInvariant()}",
            _ => $"{words.ToTitleCase(family)} {version} {words.ToTitleCase(size)}",
        };
    }
}
