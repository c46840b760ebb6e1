namespace Tamma.Search.Index;

/// <summary>The tables that come with the program, one line a row; <c>#</c> begins a remark.</summary>
internal static class Data
{
    public static IEnumerable<string> Lines(string file)
    {
        var name = $"Tamma.Search.Words.{file}";
        using var stream = typeof(Data).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The table {name} is not in this program.");
        using var reader = new StreamReader(stream);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } row && row[0] != '#')
            {
                lines.Add(row);
            }
        }

        return lines;
    }
}
