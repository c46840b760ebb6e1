namespace Tamma.Client.Checking;

/// <summary>
/// Finds the places in a text that may name models: quoted texts, and values of configuration keys. Works line by line and in
/// time linear in the text, whatever the text is. Pure.
/// </summary>
public static class ModelScanner
{
    /// <summary>A longer line is packed data and is passed over.</summary>
    public const int LongestLine = 100_000;

    /// <summary>Scans one file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, which says whether values may stand without quotes; null when it has none.</param>
    /// <returns>The places in the order of the text, and how many lines were too long to be read.</returns>
    public static (IReadOnlyList<ModelMention> Mentions, int LongLines) Scan(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scan = new LineScan(PlainValuesOf.File(file));
        var rest = text.AsSpan();
        var skipped = 0;
        for (var number = 1; ; number++)
        {
            var end = rest.IndexOf('\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd('\r');
            if (line.Length > LongestLine)
            {
                skipped++;
            }
            else
            {
                scan.Read(line, number);
            }

            if (end < 0)
            {
                return (scan.Found, skipped);
            }

            rest = rest[(end + 1)..];
        }
    }
}
