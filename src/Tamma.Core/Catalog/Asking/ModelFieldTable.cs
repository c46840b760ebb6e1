using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Filters;

namespace Tamma.Catalog.Asking;

/// <summary>
/// What can be asked of models: every registered field, what is derived from them and from offers, and every capability that can
/// be told. A capability that has a field of its own goes by that field's name.
/// </summary>
public sealed class ModelFieldTable
{
    private readonly FrozenDictionary<FilterField, ModelField> _byFilter;

    /// <param name="more">What a room above can tell of a row, behind the derived fields.</param>
    internal ModelFieldTable(ImmutableArray<ModelField> more)
    {
        All = Build(more);
        _byFilter = All.ToFrozenDictionary(field => field.Filter);
    }

    /// <summary>Registered fields in the registry's order, then the derived ones, then the capabilities.</summary>
    public ImmutableArray<ModelField> All { get; }

    /// <summary>The field behind a filter's: one of <see cref="All"/>, or one whose name comes with the data.</summary>
    public ModelField Of(FilterField filter) =>
        _byFilter.TryGetValue(filter, out var known) ? known : ModelPrices.AtRatio(filter.Name) ?? new(filter, row => ModelFieldValues.OfOpen(filter.Name, row.Model.Values));

    /// <summary>Whether it is one of <see cref="All"/>, and not one whose name comes with the data.</summary>
    public bool IsKnown(FilterField filter) => _byFilter.ContainsKey(filter);

    /// <summary>The operator's own attributes and leaves that no field is registered for, both texts; and prices at a ratio.</summary>
    public static FilterField? Open(string name) =>
        name.StartsWith(FieldRegistry.AttributePrefix, StringComparison.OrdinalIgnoreCase) && name.Length > FieldRegistry.AttributePrefix.Length
            ? new(name, FilterType.Text, "What the operator keeps of it under a name of his own.")
        : name.StartsWith("extra.", StringComparison.OrdinalIgnoreCase) && name.Length > "extra.".Length
            ? new(name, FilterType.Text, "A leaf that this version does not know.")
        : ModelPrices.AtRatio(name)?.Filter;

    private static ImmutableArray<ModelField> Build(ImmutableArray<ModelField> more)
    {
        ImmutableArray<CapabilityDefinition> told = [.. CapabilityRegistry.Standard.Definitions.Where(definition => !definition.Evidence.IsEmpty)];
        ImmutableArray<ModelField> named = [.. FieldRegistry.Models.Fields.Select(field => RegisteredFields.Of(field, told)), .. DerivedFields.All, .. more];
        var names = named.SelectMany(field => field.Filter.Aliases.Prepend(field.Filter.Name)).Select(Plain).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<ModelField> all =
        [
            .. named.Select(field => field.Capability is { } capability ? WithNames(field, capability, names) : field),
            .. told.Where(capability => !named.Any(field => field.Capability == capability)).Select(capability => Capable(capability, names)),
        ];
        return [.. all, Capabilities(all.Where(field => field.Capability is not null).ToFrozenDictionary(field => field.Capability!, field => field.Filter))];
    }

    /// <summary>Those names that no field has yet; taken from then on.</summary>
    private static ImmutableArray<string> Free(IEnumerable<string> wanted, HashSet<string> names) => [.. wanted.Where(name => names.Add(Plain(name)))];

    private static string Plain(string name) => name.Replace('.', '_').Replace('-', '_');

    private static ModelField WithNames(ModelField field, CapabilityDefinition capability, HashSet<string> names) =>
        field with { Filter = field.Filter with { Aliases = [.. field.Filter.Aliases, .. Free(capability.Aliases.Prepend(capability.Name), names)] } };

    private static ModelField Capable(CapabilityDefinition capability, HashSet<string> names)
    {
        names.Add(capability.Name);
        return new(new(capability.Name, FilterType.Flag, capability.Meaning) { Aliases = Free(capability.Aliases, names) }, row => ModelFieldValues.OfSupport(capability.In(row.Model.Values))) { Capability = capability };
    }

    /// <summary>All capabilities as words; each word is the flag of its own, so that what nobody states stays unknown.</summary>
    private static ModelField Capabilities(FrozenDictionary<CapabilityDefinition, FilterField> flags) => new(
        new("capability", FilterType.Words, "What it can do.")
        {
            Aliases = ["capabilities"],
            Values = [.. flags.Keys.Select(capability => capability.Name).Order(StringComparer.Ordinal)],
            FlagOf = word => CapabilityRegistry.Standard.Find(word) is { } capability ? flags.GetValueOrDefault(capability) : null,
        },
        static row => FilterValue.Words([.. CapabilityRegistry.Standard.Read(row.Model.Values).Where(pair => pair.Support is Support.Yes).Select(pair => pair.Definition.Name)]));
}
