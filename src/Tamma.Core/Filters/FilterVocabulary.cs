using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Filters;

/// <summary>The fields that a host's filters may name. Immutable.</summary>
public sealed class FilterVocabulary
{
    private readonly FrozenDictionary<string, FilterField> _byName;
    private readonly Func<string, FilterField?>? _open;

    /// <param name="fields">A name or alias that two of them claim belongs to the one whose own name it is, else it is a mistake of the host.</param>
    /// <param name="open">Makes the fields whose names come with the data, for example <c>attributes.team</c>; null for all other names.</param>
    /// <exception cref="ArgumentException">Two fields claim a name, or one is none that can be written.</exception>
    public FilterVocabulary(IEnumerable<FilterField> fields, Func<string, FilterField?>? open = null)
    {
        Fields = [.. fields];
        _open = open;
        if (Fields.FirstOrDefault(field => !FilterLexer.IsWord(field.Name)) is { } odd)
        {
            throw new ArgumentException($"'{odd.Name}' is not one word of the language.", nameof(fields));
        }

        var byName = Fields.ToDictionary(field => Plain(field.Name), StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            foreach (var alias in field.Aliases)
            {
                if (!byName.TryAdd(Plain(alias), field) && byName[Plain(alias)] is var other && other != field && Plain(other.Name) != Plain(alias))
                {
                    throw new ArgumentException($"'{alias}' is claimed by {field} and {other}.", nameof(fields));
                }
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<FilterField> Fields { get; }

    /// <summary>Rows are changes, so that <c>changed(field)</c> means something.</summary>
    public bool HasChanges { get; init; }

    /// <summary>By name or alias. Case does not count, and <c>-</c>, <c>_</c> and <c>.</c> are one.</summary>
    public FilterField? Find(string name) => _byName.TryGetValue(Plain(name), out var field) ? field : _open?.Invoke(name);

    /// <summary>Names that somebody may have meant, best first, one for a field.</summary>
    public ImmutableArray<string> Near(string name) =>
        Spelling.Nearest(name, Fields.SelectMany(field => field.Aliases.Prepend(field.Name).Select(known => (known, field))));

    private static string Plain(string name) =>
        string.Create(name.Length, name, static (plain, name) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                plain[i] = name[i] is '-' or '.' ? '_' : char.ToLowerInvariant(name[i]);
            }
        });
}
