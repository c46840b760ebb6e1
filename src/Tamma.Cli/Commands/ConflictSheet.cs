using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Conflicts as rows: what is believed, and what each of the others says instead.</summary>
internal static class ConflictSheet
{
    public static Sheet Of(IEnumerable<ConflictResponse> conflicts, bool withKeys)
    {
        string[] columns = ["Field", "Verdict", "Believed", "Source", ">Differs", "Others"];
        var sheet = new Sheet(withKeys ? ["Model", .. columns] : columns);
        foreach (var conflict in conflicts)
        {
            string[] cells =
            [
                conflict.Field,
                conflict.Verdict.Replace('_', ' '),
                Figures.Exact(conflict.Field, conflict.Value),
                conflict.Source,
                conflict.Difference is { } share ? share.ToString("0 %", CultureInfo.InvariantCulture) : "",
                string.Join("; ", conflict.Others.Where(other => other.Verdict is "conflict" or "different_meaning").Select(other => $"{other.Source} {Figures.Exact(other.SaidAs ?? conflict.Field, other.Value)}, {other.Why}")),
            ];
            sheet.Add(withKeys ? [conflict.Key, .. cells] : cells);
        }

        return sheet;
    }
}
