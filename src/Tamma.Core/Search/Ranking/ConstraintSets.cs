using System.Collections.Immutable;
using System.Globalization;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Lifecycle;
using Tamma.Search.Index;
using Tamma.Search.Names;
using Tamma.Search.Reading;

namespace Tamma.Search.Ranking;

/// <summary>Which models satisfy a condition.</summary>
internal static class ConstraintSets
{
    private const SearchField Naming = SearchField.Id | SearchField.Name | SearchField.Lab | SearchField.Family;

    /// <summary>Adds the models for which the condition is known to hold.</summary>
    public static void Fill(Constraint constraint, SearchIndex index, Span<ulong> into)
    {
        var data = index.Data;
        switch (constraint.Field)
        {
            case "purpose":
                foreach (var purpose in constraint.Alternatives)
                {
                    Or(into, data.Purposes.GetValueOrDefault(purpose));
                }

                break;
            case Derived.Maker:
                foreach (var maker in constraint.Alternatives)
                {
                    AddMaker(maker, data, into);
                }

                break;
            case "model":
                AddModel(constraint.Value, data, into);
                break;
            case "status" when constraint.Value is "deprecated":
                Bits.Or(into, data.Sets.Ending);
                break;
            default:
                AddColumn(constraint, data.Columns, into);
                return;
        }

        if (constraint.Not)
        {
            Bits.Not(into, data.Count);
        }
    }

    private static void AddColumn(Constraint constraint, Columns columns, Span<ulong> into)
    {
        if (!columns.TryGet(constraint.Field, out var column))
        {
            return;
        }

        switch (column)
        {
            case NumberColumn numbers when Bounds(constraint) is var (least, most):
                numbers.Between(least, most, into);
                break;
            case FlagColumn flags:
                flags.Is(constraint.Value is "true" or "yes" or "1" != constraint.Not, into);
                return;
            case WordColumn words:
                foreach (var word in constraint.Alternatives)
                {
                    Or(into, words.Of(Fold.Text(word)));
                }

                break;
        }

        if (!constraint.Not)
        {
            return;
        }

        // Whoever says nothing of its status is not known to be in one; of all else, unknown satisfies neither.
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = ~into[i];
        }

        if (constraint.Field is not ("status" or Derived.Provider or Derived.Pricing))
        {
            Span<ulong> known = new ulong[into.Length];
            column.Known(known);
            Bits.And(into, known);
        }
    }

    private static (double Least, double Most)? Bounds(Constraint constraint)
    {
        double value;
        if (FieldWords.IsDate(constraint.Field))
        {
            if (PartialDate.Read(constraint.Value) is not { } date)
            {
                return null;
            }

            value = date.First.DayNumber;
        }
        else if (!double.TryParse(constraint.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return null;
        }

        return constraint.Op switch
        {
            ConstraintOp.AtLeast => (value, double.PositiveInfinity),
            ConstraintOp.Above => (Math.BitIncrement(value), double.PositiveInfinity),
            ConstraintOp.AtMost => (double.NegativeInfinity, value),
            ConstraintOp.Below => (double.NegativeInfinity, Math.BitDecrement(value)),
            _ => (value, value),
        };
    }

    /// <summary>What the lab made, what it sells, and what is named after it.</summary>
    private static void AddMaker(string maker, IndexData data, Span<ulong> into)
    {
        Or(into, data.Columns.Words(Derived.Maker) is { } makers ? makers.Of(maker) : []);
        if (LabTable.All.FirstOrDefault(lab => lab.Id == maker) is { } lab)
        {
            foreach (var provider in lab.Providers)
            {
                Or(into, data.Columns.Words(Derived.Provider) is { } providers ? providers.Of(provider) : []);
            }
        }

        if (data.Terms.Find(maker) is >= 0 and var term)
        {
            var models = data.Postings.Models(term);
            var fields = data.Postings.Fields(term);
            for (var i = 0; i < models.Length; i++)
            {
                if ((fields[i] & Naming) != SearchField.None)
                {
                    Bits.Add(into, models[i]);
                }
            }
        }
    }

    private static void AddModel(string id, IndexData data, Span<ulong> into)
    {
        var wanted = ExactNames.Terms(id, data);
        if (wanted is [] || wanted.Contains(-1))
        {
            return;
        }

        // A name that some model has exactly is that one's; else it is the line's.
        var exact = false;
        var candidates = data.Postings.Models(NamedModel.Rarest(wanted, data));
        foreach (var place in candidates)
        {
            exact |= NamedModel.IsCalled(place, wanted, data, out var isExact) && isExact;
        }

        foreach (var place in candidates)
        {
            if (NamedModel.IsCalled(place, wanted, data, out var isExact) && (isExact || !exact))
            {
                Bits.Add(into, place);
            }
        }
    }

    private static void Or(Span<ulong> into, ReadOnlySpan<ulong> with)
    {
        if (!with.IsEmpty)
        {
            Bits.Or(into, with);
        }
    }
}
