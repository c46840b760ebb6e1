using System.Collections.Concurrent;
using Tamma.Filters;
using Tamma.Search.Index;

namespace Tamma.Search.Filtering;

/// <summary>The columns of one index, each made when it is first asked for. Thread-safe.</summary>
/// <param name="count">Models of the index.</param>
/// <param name="valueOf">What the model at a place has in a field.</param>
/// <param name="isKept">False for fields whose names come with a question: there is no end of them, so their columns are made each time.</param>
internal sealed class CodedColumns(int count, Func<FilterField, Func<int, FilterValue>> valueOf, Func<FilterField, bool>? isKept = null)
{
    private readonly ConcurrentDictionary<FilterField, Lazy<CodedColumn>> _columns = new();

    public int Count => count;

    public static CodedColumns Over(SearchIndex index) => new(index.Models.Length, field =>
    {
        if (IndexedFields.Of(field, index) is { } known)
        {
            return known;
        }

        var read = ModelFields.Of(field).Read;
        return place => read(new(index.Models[place], index.Snapshot, index.At) { Identities = index.Identities });
    }, ModelFields.IsKnown);

    public CodedColumn Of(FilterField field) => isKept?.Invoke(field) is false ? CodedColumn.Of(field, count, valueOf(field)) : Kept(field);

    /// <summary>Makes the columns that were asked for in the index before, so that nobody waits for them in this one.</summary>
    public void Warm(CodedColumns? before)
    {
        foreach (var field in before?._columns.Keys ?? [])
        {
            Of(field);
        }
    }

    /// <summary>Takes over the columns of the index before; only what is read anew is looked at.</summary>
    public void Follow(CodedColumns before, Moves moves)
    {
        foreach (var (field, column) in before._columns)
        {
            if (column.IsValueCreated)
            {
                _columns.TryAdd(field, new(column.Value.Next(moves, valueOf(field))));
            }
        }
    }

    private CodedColumn Kept(FilterField field) =>
        _columns.GetOrAdd(field, static (wanted, all) => new(() => CodedColumn.Of(wanted, all.Count, all.ValueOf(wanted))), this).Value;

    private Func<int, FilterValue> ValueOf(FilterField field) => valueOf(field);
}
