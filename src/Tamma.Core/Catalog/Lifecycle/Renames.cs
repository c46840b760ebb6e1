using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Lifecycle;

/// <summary>
/// Whether a row that went missing came back under another name. Only rows that the same provider added within
/// <see cref="Window"/> count, and only with something in common that two models rarely have. When two fit as well, neither does. Pure.
/// </summary>
public static class Renames
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_released = FieldRegistry.Models["release_date"];

    /// <summary>What names the weights themselves.</summary>
    private static readonly Field[] s_weights = [FieldRegistry.Models["digest"], FieldRegistry.Models["canonical_id"], FieldRegistry.Models["hugging_face_id"]];

    private static readonly Field[] s_terms =
    [
        FieldRegistry.Models["limit.context"], FieldRegistry.Models["limit.output"], FieldRegistry.Models["cost.input"], FieldRegistry.Models["cost.output"],
    ];

    /// <summary>A list is read in parts and sources lag; a day covers both, and more brings chance finds.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(1);

    /// <param name="gone">A missing or removed row.</param>
    /// <param name="rows">Rows of the same provider; those that did not come in time are passed over.</param>
    /// <param name="left">When it left the list.</param>
    public static Rename? Find(Model gone, IEnumerable<Model> rows, DateTimeOffset left)
    {
        Rename? best = null;
        var most = 0;
        foreach (var row in rows)
        {
            if (row.Key == gone.Key || row.Key.IsProvider || row.Availability is not Availability.Listed || row.FirstSeen <= gone.FirstSeen || (row.FirstSeen - left).Duration() > Window)
            {
                continue;
            }

            var (weight, why) = Compare(gone, row);
            if (weight > 0 && weight >= most)
            {
                best = weight > most ? new(row.Key, why) : null;
                most = weight;
            }
        }

        return best;
    }

    private static (int Weight, string Reason) Compare(Model gone, Model row)
    {
        var weights = Array.Exists(s_weights, field => gone.Values[field] is { } digest && row.Values[field] == digest);
        var name = Name(gone) is { Length: > 0 } own && own == Name(row);
        var id = LastPart(gone.Key.Id) == LastPart(row.Key.Id);
        var terms = Array.TrueForAll(s_terms, field => gone.Values[field] is { } value && row.Values[field] == value)
            && gone.Values[s_released] == row.Values[s_released];
        var words = terms && WordsMeet(gone.Key.Id, row.Key.Id);
        return (weights, name, id, words) switch
        {
            (true, _, _, _) => (16 + Count(name, id, terms), "the same weights"),
            (_, true, _, _) => (8 + Count(id, terms, words), terms ? "the same name, limits and prices" : "the same name"),
            (_, _, true, _) => (8 + Count(id, terms, words), terms ? "the same id in another spelling, and the same limits and prices" : "the same id in another spelling"),
            (_, _, _, true) => (4, "the same limits, prices and release date, and one id holds the words of the other"),
            _ => (0, ""),
        };
    }

    private static int Count(params ReadOnlySpan<bool> marks)
    {
        var count = 0;
        foreach (var mark in marks)
        {
            count += mark ? 1 : 0;
        }

        return count;
    }

    private static string? Name(Model model) => model.Values[s_name] is { IsText: true } name ? Letters(name.AsText()) : null;

    private static string LastPart(string id) => Letters(id[(id.LastIndexOf('/') + 1)..]);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>One id has all words of the other. A small number is a version and no decoration: gpt-5-4 is not gpt-5.</summary>
    private static bool WordsMeet(string a, string b)
    {
        var (few, many) = (Words(a), Words(b));
        (few, many) = few.Count <= many.Count ? (few, many) : (many, few);
        return few.TrueForAll(many.Remove) && !many.Exists(word => word.Length <= 2 && word.All(char.IsAsciiDigit));
    }

    private static List<string> Words(string id) =>
        [.. id.Split(['/', '-', '_', '.', ':', '@', ' '], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToUpperInvariant())];
}
