using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Search.Names;

namespace Tamma.Search.Index;

/// <summary>The terms of one model's names, as the index has them of all models.</summary>
internal static class ModelTerms
{
    private static readonly Field s_name = FieldRegistry.Models["name"];
    private static readonly Field s_family = FieldRegistry.Models["family"];

    /// <summary>Of what stands before the last slash of its id.</summary>
    public static List<string> OfPath(Model model) => Of(model.Key.Id[..(model.Key.Id.LastIndexOf('/') + 1)]);

    /// <summary>Of its id behind the last slash.</summary>
    public static List<string> OfTail(Model model) => Of(model.Key.Id[(model.Key.Id.LastIndexOf('/') + 1)..]);

    public static List<string> OfName(Model model) => Of(Text(model, s_name));

    public static List<string> OfFamily(Model model) => Of(Text(model, s_family));

    /// <summary>Of id, name and family.</summary>
    public static IEnumerable<string> OfNames(Model model) => [.. OfPath(model), .. OfTail(model), .. OfName(model), .. OfFamily(model)];

    public static List<string> Of(string text)
    {
        List<string> terms = [];
        var tokens = new NameTokens(Fold.Text(text), stackalloc char[NameTokens.Longest]);
        while (tokens.MoveNext())
        {
            terms.Add(tokens.Current.ToString());
        }

        return terms;
    }

    private static string Text(Model model, Field field) => model.Values.TryGet(field, out var value) && value.IsText ? value.AsText() : "";
}
