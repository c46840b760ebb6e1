using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;
using Tamma.Search.Names;

namespace Tamma.Search.Index;

/// <summary>The fields that conditions are put to, by name. Only fields that some model states are there.</summary>
internal sealed class Columns
{
    /// <summary>Texts with more different values than this are for the text index and not for conditions.</summary>
    private const int MostValues = 4_096;

    private readonly FrozenDictionary<string, Column> _columns;

    private Columns(FrozenDictionary<string, Column> columns) => _columns = columns;

    public IEnumerable<string> Names => _columns.Keys;

    public bool TryGet(string name, [NotNullWhen(true)] out Column? column) => _columns.TryGetValue(name, out column);

    public NumberColumn? Number(string name) => _columns.GetValueOrDefault(name) as NumberColumn;

    public WordColumn? Words(string name) => _columns.GetValueOrDefault(name) as WordColumn;

    public FlagColumn? Flag(string name) => _columns.GetValueOrDefault(name) as FlagColumn;

    /// <summary>The columns of the next index: what stayed, and what was read anew. A column, or a word, that no model states any more goes.</summary>
    /// <returns>Null where a text has so many values that not all are kept: which are, depends on the order of reading.</returns>
    public Columns? Next(Moves moves, Columns fresh)
    {
        Dictionary<string, Column> columns = new(StringComparer.Ordinal);
        foreach (var name in _columns.Keys.Union(fresh._columns.Keys, StringComparer.Ordinal))
        {
            var (old, added) = (_columns.GetValueOrDefault(name), fresh._columns.GetValueOrDefault(name));
            if (old is not null && added is not null && old.GetType() != added.GetType())
            {
                return null;
            }

            var next = (old ?? added!).Next(old, added, moves);
            if (next is WordColumn { Count: >= MostValues })
            {
                return null;
            }

            if (next is not null)
            {
                columns.Add(name, next);
            }
        }

        return new(columns.ToFrozenDictionary(StringComparer.Ordinal));
    }

    internal sealed class Builder(int models)
    {

        private readonly Dictionary<string, double[]> _numbers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (ulong[] Known, ulong[] Yes)> _flags = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (ulong[] Known, Dictionary<string, ulong[]> Words)> _words = new(StringComparer.Ordinal);

        public void Add(int place, Model model)
        {
            var values = model.Values;
            for (var i = 0; i < values.Count; i++)
            {
                var field = values.Fields[i];
                var value = values.Values[i];
                if (value.IsNumber)
                {
                    Number(place, field.Path, (double)value.AsNumber());
                }
                else if (value.IsFlag)
                {
                    Flag(place, field.Path, value.AsFlag());
                }
                else if (value.IsWords)
                {
                    foreach (var word in value.AsWords())
                    {
                        Word(place, field.Path, word);
                    }
                }
                else if (field.Type is FieldType.Date)
                {
                    if (value.IsText && PartialDate.Read(value.AsText()) is { } date)
                    {
                        Number(place, field.Path, date.First.DayNumber);
                    }
                }
                else if (value.IsText && IsCondition(field))
                {
                    Word(place, field.Path, value.AsText());
                }
            }
        }

        public void Number(int place, string name, double value)
        {
            if (!_numbers.TryGetValue(name, out var column))
            {
                column = new double[models];
                Array.Fill(column, double.NaN);
                _numbers.Add(name, column);
            }

            column[place] = value;
        }

        public void Flag(int place, string name, bool value)
        {
            if (!_flags.TryGetValue(name, out var column))
            {
                column = (new ulong[Bits.Words(models)], new ulong[Bits.Words(models)]);
                _flags.Add(name, column);
            }

            Bits.Add(column.Known, place);
            if (value)
            {
                Bits.Add(column.Yes, place);
            }
        }

        public void Word(int place, string name, string value)
        {
            if (!_words.TryGetValue(name, out var column))
            {
                column = (new ulong[Bits.Words(models)], new(StringComparer.OrdinalIgnoreCase));
                _words.Add(name, column);
            }

            Bits.Add(column.Known, place);
            if (!column.Words.TryGetValue(value, out var bits))
            {
                if (column.Words.Count == MostValues)
                {
                    return;
                }

                column.Words.Add(Fold.Text(value), bits = new ulong[Bits.Words(models)]);
            }

            Bits.Add(bits, place);
        }

        public Columns Build()
        {
            Dictionary<string, Column> columns = new(StringComparer.Ordinal);
            foreach (var (name, values) in _numbers)
            {
                columns[name] = new NumberColumn(name, values);
            }

            foreach (var (name, (known, yes)) in _flags)
            {
                columns[name] = new FlagColumn(name, known, yes);
            }

            foreach (var (name, (known, words)) in _words)
            {
                columns[name] = new WordColumn(name, known, words);
            }

            return new(columns.ToFrozenDictionary(StringComparer.Ordinal));
        }

        /// <summary>Names and prose are for the text index.</summary>
        private static bool IsCondition(Field field) => !field.IsExtra && field.Path is not ("name" or "description" or "notes" or "digest" or "hugging_face_id" or "canonical_id" or "root" or "api.id" or "api.url" or "provider.api" or "version");
    }
}
