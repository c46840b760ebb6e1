namespace Tamma.Catalog.Fields;

/// <summary>
/// A leaf that a model may have, by its dotted models.dev path. Registered fields have an ordinal below
/// <see cref="FieldRegistry.Count"/>; a leaf that is not registered is kept under <c>extra.*</c>, compared as text of its path.
/// </summary>
public sealed class Field : IComparable<Field>
{
    internal Field(int ordinal, string path, FieldType type, FieldGroup group, string? unit, string meaning)
    {
        Ordinal = ordinal;
        Path = path;
        Type = type;
        Group = group;
        Unit = unit;
        Meaning = meaning;
    }

    public const int ExtraOrdinal = int.MaxValue;

    public int Ordinal { get; }

    public string Path { get; }

    public FieldType Type { get; }

    public FieldGroup Group { get; }

    public string? Unit { get; }

    public string Meaning { get; }

    /// <summary>A source said it and no field is registered for it. The operator's attributes have no ordinal of their own either, and are none.</summary>
    public bool IsExtra => Ordinal == ExtraOrdinal && Group is not FieldGroup.Operator;

    /// <summary>The operator named it: <c>attributes.NAME</c>.</summary>
    public bool IsAttribute => Ordinal == ExtraOrdinal && Group is FieldGroup.Operator;

    public int CompareTo(Field? other) =>
        other is null ? 1
        : Ordinal != other.Ordinal ? Ordinal.CompareTo(other.Ordinal)
        : string.CompareOrdinal(Path, other.Path);

    public override string ToString() => Path;
}
