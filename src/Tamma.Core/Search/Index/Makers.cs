using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;

namespace Tamma.Search.Index;

/// <summary>Who made a listing's model, as far as its names tell; by the table of labs and not by the identity graph, which knows fewer.</summary>
internal static class Makers
{
    private static readonly Field s_family = FieldRegistry.Models["family"];

    /// <returns>Null when nothing tells it.</returns>
    public static Lab? Of(Model model)
    {
        var id = model.Key.Id.ToLowerInvariant();
        var segments = id.Split('/');
        for (var i = segments.Length - 2; i >= 0; i--)
        {
            if (LabTable.OfPrefix(segments[i]) is { } named)
            {
                return named;
            }
        }

        var tail = segments[^1];
        return (tail.IndexOf('.', StringComparison.Ordinal) is > 0 and var point ? LabTable.OfPrefix(tail[..point]) : null)
            ?? LabTable.OfFamily(FirstWord(tail))
            ?? (LabTable.LeadingIn(tail).FirstOrDefault() is { } leading ? LabTable.OfPrefix(leading) : null)
            ?? (model.Values.TryGet(s_family, out var family) && family.IsText ? LabTable.OfFamily(FirstWord(family.AsText().ToLowerInvariant())) : null)
            ?? LabTable.OfProvider(model.Key.Provider);
    }

    /// <summary>The labs that its names point to: who made it, who sells it, and whom it is named after. In the table's order.</summary>
    public static ImmutableArray<string> All(Model model)
    {
        var maker = Of(model);
        HashSet<string> terms = [.. ModelTerms.OfNames(model), .. maker is null ? [] : maker.Prefixes.Prepend(maker.Id).SelectMany(ModelTerms.Of)];
        return [.. LabTable.All.Where(lab => lab == maker || lab.Providers.Contains(model.Key.Provider, StringComparer.OrdinalIgnoreCase) || terms.Contains(lab.Id)).Select(lab => lab.Id)];
    }

    /// <summary>Whether who sells it has made it.</summary>
    public static bool IsOwn(Model model, Lab? maker) => maker is not null && LabTable.OfProvider(model.Key.Provider) == maker;

    private static string FirstWord(string name)
    {
        var end = 0;
        while (end < name.Length && char.IsAsciiLetter(name[end]))
        {
            end++;
        }

        return name[..end];
    }
}
