using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>The capabilities that we know, with every name that they go by.</summary>
public sealed partial class CapabilityRegistry
{
    private readonly FrozenDictionary<string, CapabilityDefinition> _byName;

    private CapabilityRegistry(ImmutableArray<CapabilityDefinition> definitions)
    {
        Definitions = definitions;
        _byName = definitions.SelectMany(definition => definition.Aliases.Prepend(definition.Name).Select(name => (name, definition)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.definition, StringComparer.Ordinal);
    }

    /// <summary>By category, then as one would tell them.</summary>
    public ImmutableArray<CapabilityDefinition> Definitions { get; }

    /// <summary>By name or alias, however it is spelt.</summary>
    public CapabilityDefinition? Find(string name) => _byName.GetValueOrDefault(CapabilityNames.Plain(name));

    public CapabilityDefinition this[string name] => Find(name) ?? throw new KeyNotFoundException($"'{name}' is no capability.");

    /// <summary>All that it builds on, nearest first.</summary>
    public IEnumerable<CapabilityDefinition> Needed(CapabilityDefinition definition)
    {
        HashSet<string> seen = new([definition.Name], StringComparer.Ordinal);
        var open = new Queue<string>(definition.Needs);
        while (open.TryDequeue(out var name))
        {
            if (seen.Add(name))
            {
                yield return this[name];
                this[name].Needs.ToList().ForEach(open.Enqueue);
            }
        }
    }

    /// <summary>What builds on it at once.</summary>
    public IEnumerable<CapabilityDefinition> Dependents(CapabilityDefinition definition) =>
        Definitions.Where(other => other.Needs.Contains(definition.Name, StringComparer.Ordinal));

    /// <summary>What is known of every capability.</summary>
    public IEnumerable<(CapabilityDefinition Definition, Support Support)> Read(FieldSet values) =>
        Definitions.Select(definition => (definition, definition.In(values)));
}
