using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>The names of field groups in sentences and settings.</summary>
public static class GroupNames
{
    public static string Of(FieldGroup group) => group switch
    {
        FieldGroup.Identity => "identity",
        FieldGroup.Capability => "capability",
        FieldGroup.Limit => "limit",
        FieldGroup.Price => "price",
        FieldGroup.Lifecycle => "lifecycle",
        FieldGroup.State => "state",
        FieldGroup.Operator => "operator",
        _ => "metadata",
    };
}
