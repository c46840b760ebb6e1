namespace Tamma.Filters;

/// <summary>How a host's rows are read.</summary>
/// <param name="ValueOf">Gives a field's reader, once for each condition of a filter.</param>
/// <param name="ChangeOf">Tells whether a row changes a field; null where rows are no changes, and none has changed then.</param>
public sealed record FilterReader<TRow>(Func<FilterField, Func<TRow, FilterValue>> ValueOf, Func<FilterField, Func<TRow, bool>>? ChangeOf = null);
