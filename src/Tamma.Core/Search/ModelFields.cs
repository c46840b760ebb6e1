using System.Collections.Immutable;
using Tamma.Catalog.Asking;
using Tamma.Filters;

namespace Tamma.Search;

/// <summary>What search can be asked of models: all that the catalogue can tell of a row (<see cref="ModelFieldTable"/>), and what names tell.</summary>
public static class ModelFields
{
    private static readonly ModelFieldTable s_table = new(NameFields.All);

    /// <summary>Registered fields in the registry's order, then the derived ones, then the capabilities.</summary>
    public static ImmutableArray<ModelField> All => s_table.All;

    public static FilterVocabulary Vocabulary { get; } = new(All.Select(field => field.Filter), ModelFieldTable.Open);

    public static FilterReader<ModelRow> Reader { get; } = new(static filter => Of(filter).Read);

    /// <summary>The field behind a filter's: one of <see cref="All"/>, or one whose name comes with the data.</summary>
    public static ModelField Of(FilterField filter) => s_table.Of(filter);

    /// <summary>Whether it is one of <see cref="All"/>, and not one whose name comes with the data.</summary>
    public static bool IsKnown(FilterField filter) => s_table.IsKnown(filter);

    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static ModelField Of(string name) => Of(Vocabulary.Find(name) ?? throw new KeyNotFoundException($"'{name}' is no field of models."));
}
