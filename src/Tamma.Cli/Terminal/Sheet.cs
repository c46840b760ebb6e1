using Spectre.Console;

namespace Tamma.Cli.Terminal;

/// <summary>Rows under headings. A heading that starts with <c>&gt;</c> stands over figures, which stand to the right.</summary>
internal sealed class Sheet(params string[] headings)
{
    /// <summary>Between two columns.</summary>
    private const int Gap = 3;

    /// <summary>Text may wrap, but not into a column of letters.</summary>
    private const int LeastText = 12;

    private readonly List<string[]> _rows = [];

    public IReadOnlyList<string[]> Rows => _rows;

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>What has no room is left out from the right and named below. The first column is what a person copies, so it never wraps.</summary>
    /// <param name="width">Of the terminal, in characters.</param>
    public Table ToTable(int width)
    {
        var shown = Enumerable.Range(0, headings.Length).ToList();
        while (shown.Count > 1 && shown.Sum(column => Least(column) + Gap) > width)
        {
            shown.RemoveAt(shown.FindLastIndex(IsEmpty) is > 0 and var empty ? empty : shown.Count - 1);
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in shown)
        {
            var head = new TableColumn(new Text(Title(column), new Style(decoration: Decoration.Bold)));
            table.AddColumn(IsFigure(column) ? head.RightAligned().NoWrap() : column == 0 ? head.NoWrap() : head);
        }

        foreach (var row in _rows)
        {
            table.AddRow(shown.Select(column => new Text(Output.Printable(row[column]))));
        }

        return shown.Count == headings.Length
            ? table
            : table.Caption(new TableTitle($"no room for: {string.Join(", ", Enumerable.Range(0, headings.Length).Except(shown).Select(Title))}"));
    }

    private string Title(int column) => headings[column].TrimStart('>');

    private bool IsFigure(int column) => headings[column].StartsWith('>');

    private bool IsEmpty(int column) => _rows.TrueForAll(row => row[column].Length == 0 || row[column] == Figures.Unknown);

    private int Least(int column)
    {
        var natural = Math.Max(Title(column).Length, _rows.Count == 0 ? 0 : _rows.Max(row => row[column].Length));
        return column == 0 || IsFigure(column) ? natural : Math.Min(natural, LeastText);
    }
}
