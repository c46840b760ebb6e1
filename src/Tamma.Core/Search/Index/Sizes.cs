using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Search.Index;

/// <summary>
/// How many parameters a model has in all, in billions, as its name says: <c>70b</c>, <c>8x7b</c>, <c>1t</c>. A name that gives the
/// active parameters beside a number of experts (<c>17b-16e</c>) does not say.
/// </summary>
internal static class Sizes
{
    private const decimal Billion = 1_000_000_000;

    /// <summary>A name that says more is none of a size.</summary>
    private const double Most = 1e9;

    private static readonly Field s_parameters = FieldRegistry.Models["parameters"];

    /// <returns>NaN when no term says it.</returns>
    public static double Of(ReadOnlySpan<int> id, ReadOnlySpan<int> name, TermDictionary terms)
    {
        var size = double.NaN;
        var experts = false;
        Add(id, terms, ref size, ref experts);
        Add(name, terms, ref size, ref experts);
        return experts ? double.NaN : size;
    }

    /// <summary>The same of one model: its name's size, else the parameters that are stated; null when nothing says it.</summary>
    public static decimal? Of(Model model)
    {
        var size = double.NaN;
        var experts = false;
        foreach (var term in ModelTerms.OfPath(model).Concat(ModelTerms.OfTail(model)).Concat(ModelTerms.OfName(model)))
        {
            Add(term, ref size, ref experts);
        }

        return Of(experts ? double.NaN : size, model);
    }

    /// <param name="named">Billions, as the names say; NaN when they do not.</param>
    /// <param name="model">Whose stated parameters count where its names say nothing.</param>
    public static decimal? Of(double named, Model model) =>
        !double.IsNaN(named) ? (named < Most ? (decimal)named : null)
        : model.Values.TryGet(s_parameters, out var stated) && stated.IsNumber ? stated.AsNumber() / Billion
        : null;

    private static void Add(ReadOnlySpan<int> sequence, TermDictionary terms, ref double size, ref bool experts)
    {
        foreach (var term in sequence)
        {
            Add(terms[term], ref size, ref experts);
        }
    }

    private static void Add(ReadOnlySpan<char> text, ref double size, ref bool experts)
    {
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]))
        {
            return;
        }

        experts |= text[^1] == 'e' && !text[..^1].ContainsAnyExceptInRange('0', '9');
        if (Read(text) is { } billions && !(billions <= size))
        {
            size = billions;
        }
    }

    /// <summary>A term as billions; null where it is no size.</summary>
    public static double? Read(ReadOnlySpan<char> term)
    {
        if (term.Length < 2 || term[^1] is not ('b' or 't'))
        {
            return null;
        }

        var unit = term[^1] == 't' ? 1_000 : 1;
        var number = term[..^1];
        var times = number.IndexOf('x');
        return times > 0
            ? Number(number[..times]) is { } experts && Number(number[(times + 1)..]) is { } each ? experts * each * unit : null
            : Number(number) is { } all ? all * unit : null;
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
