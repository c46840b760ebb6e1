using System.Collections.Immutable;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Filters;

namespace Tamma.Catalog.Asking;

/// <summary>The fields of the registry, each as what its type is to a filter.</summary>
internal static class RegisteredFields
{
    /// <summary>Names that people and other catalogues use; the first is the short one where it stands for the field in texts.</summary>
    private static readonly ImmutableArray<(string Path, bool IsShort, ImmutableArray<string> Aliases)> s_aliases =
    [
        ("limit.context", true, ["context", "ctx", "context_length", "context_window"]),
        ("limit.output", false, ["output", "max_tokens", "max_output_tokens"]),
        ("cost.input", false, ["input_price", "input_cost", "prompt_price"]),
        ("cost.output", false, ["output_price", "output_cost", "completion_price"]),
        ("cost.cache_read", false, ["cache_read_price"]),
        ("modalities.input", false, ["input_modalities", "takes"]),
        ("modalities.output", false, ["output_modalities", "gives"]),
        ("release_date", true, ["released"]),
        ("shutdown_date", true, ["retires", "retirement_date", "expiration_date"]),
        ("knowledge", false, ["knowledge_cutoff", "cutoff"]),
        ("size_bytes", false, ["size"]),
        ("supported_parameters", false, ["parameters_supported", "supports"]),
        ("tags", false, ["tag"]),
        ("quantization", false, ["quant"]),
        ("parameters", false, ["params"]),
        ("type", false, ["type"]),
    ];

    /// <summary>
    /// Fields that go by another name here, their own being an alias. Events have a type too: where filters speak of both, <c>type</c> is the
    /// event's, and <c>model_type</c> means the same everywhere.
    /// </summary>
    private static readonly ImmutableDictionary<string, string> s_names = ImmutableDictionary.CreateRange([KeyValuePair.Create("type", "model_type")]);

    public static ModelField Of(Field field, ImmutableArray<CapabilityDefinition> told)
    {
        var (_, isShort, aliases) = s_aliases.FirstOrDefault(row => row.Path == field.Path, (field.Path, false, []));
        var capability = told.FirstOrDefault(one => one.Evidence.OfType<Evidence.Says>().Any(says => says.Field == field));
        var filter = new FilterField(s_names.GetValueOrDefault(field.Path, field.Path), ModelFieldValues.TypeOf(field), field.Meaning)
        {
            Aliases = aliases,
            ShortName = isShort ? aliases[0] : null,
            Unit = field.Unit,
        };
        Func<ModelRow, FilterValue> read = capability is not null ? row => ModelFieldValues.OfSupport(capability.In(row.Model.Values))
            : field is { Group: FieldGroup.Price, Type: FieldType.Money } ? row => ModelFieldValues.OfPrice(ModelPrices.Of(field, row.Model, row.Snapshot))
            : row => ModelFieldValues.Of(field, row.Model.Values);
        return new(filter, read) { Registered = field, Capability = capability };
    }
}
