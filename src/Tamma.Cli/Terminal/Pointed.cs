namespace Tamma.Cli.Terminal;

/// <summary>A mistake in a text, with the place under the text.</summary>
internal static class Pointed
{
    private const int Window = 100;

    /// <summary>The part of the text around the place, and a line under it that points there.</summary>
    public static string At(string text, int position, int length)
    {
        var place = Math.Clamp(position, 0, text.Length);
        var start = Math.Max(0, Math.Min(place - (Window / 2), text.Length - Window));
        var shown = Output.Printable(text.Substring(start, Math.Min(Window, text.Length - start)));
        var marks = new string('^', Math.Clamp(length, 1, Math.Max(1, shown.Length - (place - start))));
        return $"{shown}\n{new string(' ', place - start)}{marks}";
    }
}
