using System.Collections.Concurrent;
using Tamma.Filters;

namespace Tamma.Search.Filtering;

/// <summary>The columns of one index, each made when it is first asked for. Thread-safe.</summary>
/// <param name="count">Models of the index.</param>
/// <param name="valueOf">What the model at a place has in a field.</param>
internal sealed class CodedColumns(int count, Func<FilterField, Func<int, FilterValue>> valueOf)
{
    private readonly ConcurrentDictionary<FilterField, Lazy<CodedColumn>> _columns = new();

    public int Count => count;

    public static CodedColumns Over(SearchIndex index) => new(index.Models.Length, field =>
    {
        var read = ModelFields.Of(field).Read;
        return place => read(new(index.Models[place], index.Snapshot, index.At));
    });

    public CodedColumn Of(FilterField field) =>
        _columns.GetOrAdd(field, static (wanted, all) => new(() => CodedColumn.Of(wanted, all.Count, all.ValueOf(wanted))), this).Value;

    private Func<int, FilterValue> ValueOf(FilterField field) => valueOf(field);
}
