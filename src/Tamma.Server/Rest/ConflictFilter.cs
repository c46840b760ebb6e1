using Tamma.Catalog;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Which conflicts are meant.</summary>
internal sealed record ConflictFilter
{
    public ModelScope Scope { get; init; } = ModelScope.Mine;

    public string? Provider { get; init; }

    public Field? Field { get; init; }

    public FieldGroup? Group { get; init; }

    public ConflictKind Kind { get; init; }

    public string? Source { get; init; }

    public decimal? MinDifference { get; init; }

    /// <summary>The rows that may hold one, in key order. Disputes are marked in the snapshot; of meanings only the claims know.</summary>
    public IEnumerable<Model> Rows(CatalogSnapshot snapshot)
    {
        var rows = Provider is null ? snapshot.Models : snapshot.Provider(Provider) is { } provider ? provider.Models : [];
        return rows.Where(model => model.Availability is not Availability.Removed && (Scope is ModelScope.All || snapshot.IsMine(model))
            && (Kind is not ConflictKind.Conflict || Disputed(model).Any()));
    }

    public IEnumerable<Field> Disputed(Model model)
    {
        for (var i = 0; i < model.Origins.Length; i++)
        {
            if (model.Origins[i].Disputed && Takes(model.Values.Fields[i]))
            {
                yield return model.Values.Fields[i];
            }
        }
    }

    public bool Takes(Field field) => (Field is null || ReferenceEquals(field, Field)) && (Group is null || field.Group == Group);

    public bool Takes(FieldVerdict verdict) => Takes(verdict.Field)
        && verdict.Verdict switch
        {
            Verdict.Conflict => Kind is not ConflictKind.DifferentMeaning,
            Verdict.DifferentMeaning => Kind is not ConflictKind.Conflict,
            _ => false,
        }
        && (Source is null || verdict.Winner.Name == Source || verdict.Others.Any(other => other.Source.Name == Source))
        && (MinDifference is null || ConflictProjection.Difference(verdict) >= MinDifference);
}

/// <summary>Which verdicts are asked for.</summary>
internal enum ConflictKind
{
    Conflict,
    DifferentMeaning,
    Any,
}
