using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Catalog.Fields;

/// <summary>
/// The fields that we know, in the order in which they are shown. Drives claims, diff, projections and documentation.
/// There is one for models and one for providers.
/// </summary>
public sealed partial class FieldRegistry
{
    /// <summary>Foreign text decides the names of extra fields, so their number is bounded; what is beyond shares one name.</summary>
    private const int MostExtras = 10_000;

    private const string ExtraPrefix = "extra.";

    /// <summary>What the operator names himself begins so: <c>attributes.team</c>.</summary>
    public const string AttributePrefix = "attributes.";

    private readonly FrozenDictionary<string, Field> _byPath;
    private readonly ConcurrentDictionary<string, Field> _extras = new(StringComparer.Ordinal);
    private readonly Field _overflow = Extra("extra.overflow");

    private FieldRegistry(ImmutableArray<Field> fields)
    {
        Fields = fields;
        _byPath = fields.ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);
    }

    public ImmutableArray<Field> Fields { get; }

    public int Count => Fields.Length;

    public Field this[string path] =>
        _byPath.TryGetValue(path, out var field) ? field : throw new KeyNotFoundException($"'{path}' is no registered field.");

    public Field? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The registered field of this path, the attribute of this name, or the extra field that keeps it.</summary>
    public Field FindOrExtra(string path)
    {
        if (_byPath.TryGetValue(path, out var field))
        {
            return field;
        }

        var isAttribute = path.StartsWith(AttributePrefix, StringComparison.Ordinal);
        var name = isAttribute || path.StartsWith(ExtraPrefix, StringComparison.Ordinal) ? path : ExtraPrefix + path;
        return _extras.TryGetValue(name, out var extra) ? extra
            : isAttribute ? _extras.GetOrAdd(name, Attribute)
            : _extras.Count >= MostExtras ? _overflow
            : _extras.GetOrAdd(name, Extra);
    }

    /// <summary>The field that a leaf of a foreign document stands for. What is the operator's to say is kept as an extra: a source does not hide or tag our models.</summary>
    public Field OfSource(string path) =>
        path.StartsWith(AttributePrefix, StringComparison.Ordinal) || Find(path) is { Group: FieldGroup.Operator } ? FindOrExtra(ExtraPrefix + path) : FindOrExtra(path);

    private static Field Attribute(string path) => new(Field.ExtraOrdinal, path, FieldType.Json, FieldGroup.Operator, null, "What the operator keeps of it under a name of his own.");

    private static Field Extra(string path) => new(Field.ExtraOrdinal, path, FieldType.Json, FieldGroup.Metadata, null, "A leaf that this version does not know.");
}
