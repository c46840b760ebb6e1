using Spectre.Console;

namespace Tamma.Cli.Terminal;

/// <summary>Rows under headings. A heading that starts with <c>&gt;</c> stands over figures, which stand to the right.</summary>
internal sealed class Sheet(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public IReadOnlyList<string[]> Rows => _rows;

    public void Add(params string[] cells) => _rows.Add(cells);

    public Table ToTable()
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading.TrimStart('>'), new Style(decoration: Decoration.Bold)));
            table.AddColumn(heading.StartsWith('>') ? column.RightAligned().NoWrap() : column);
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(Output.Printable(cell))));
        }

        return table;
    }
}
