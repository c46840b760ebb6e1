using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>
/// Reads what a caller writes of a model: <c>fields</c> in the shape of a model, <c>capabilities</c> as a list of names or as an
/// object of name → true, false or attributes. Names are normalised; <c>"true"</c>, <c>"yes"</c> and <c>1</c> are a yes, numbers may be strings.
/// </summary>
public static class CapabilityDocument
{
    private const int MostUnknown = 100;

    /// <returns>What is said, and what of it could not be understood.</returns>
    public static (CapabilityFacts Facts, ImmutableArray<Finding> Misread) Read(JsonElement? fields, JsonElement? capabilities)
    {
        var reading = new Reading();
        if (fields is { ValueKind: JsonValueKind.Object } shape)
        {
            LeafReader.Read(shape, FieldRegistry.Models, reading.Values);
        }

        switch (capabilities)
        {
            case { ValueKind: JsonValueKind.Array } names:
                foreach (var name in names.EnumerateArray())
                {
                    reading.State(name.ValueKind is JsonValueKind.String ? name.GetString()! : name.GetRawText(), s_yes);
                }

                break;
            case { ValueKind: JsonValueKind.Object } members:
                foreach (var member in members.EnumerateObject())
                {
                    reading.State(member.Name, member.Value);
                }

                break;
        }

        return (
            new(reading.Values.Build()) { Stated = reading.Stated.ToImmutable(), Attributes = reading.Attributes.ToImmutable() },
            reading.Misread.ToImmutable());
    }

    private static readonly JsonElement s_yes = JsonElement.Parse("true");

    /// <summary>Null where the value is neither a yes nor a no.</summary>
    internal static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var bit) && bit is 0 or 1 => bit == 1,
        JsonValueKind.String => value.GetString()!.Trim().ToUpperInvariant() switch { "TRUE" or "YES" or "1" => true, "FALSE" or "NO" or "0" => false, _ => null },
        _ => null,
    };

    private static FieldValue? Value(JsonElement value, FieldType type) => type switch
    {
        FieldType.Flag => Flag(value) is { } flag ? FieldValue.Flag(flag) : null,
        FieldType.Count or FieldType.Money or FieldType.Number when value.ValueKind is JsonValueKind.String =>
            Decimals.TryParse(value.GetString()!.Trim().ToString(CultureInfo.InvariantCulture), out var number) ? FieldValue.Number(number) : null,
        _ => LeafReader.ReadValue(value, type),
    };

    private sealed class Reading
    {
        public FieldSet.Builder Values { get; } = new();

        public ImmutableSortedDictionary<string, Support>.Builder Stated { get; } = ImmutableSortedDictionary.CreateBuilder<string, Support>(StringComparer.Ordinal);

        public ImmutableSortedDictionary<string, FieldValue>.Builder Attributes { get; } = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);

        public ImmutableArray<Finding>.Builder Misread { get; } = ImmutableArray.CreateBuilder<Finding>();

        public void State(string name, JsonElement value)
        {
            if (value.ValueKind is JsonValueKind.Null)
            {
                return;
            }

            if (CapabilityRegistry.Standard.Find(name) is not { } capability)
            {
                Strange("UNKNOWN_CAPABILITY", FindingSeverity.Warning, name, value, "No capability has this name or alias.", "See GET /api/v1/capabilities.");
                return;
            }

            if (value.ValueKind is not JsonValueKind.Object)
            {
                if (Flag(value) is { } isSo)
                {
                    Stated[capability.Name] = Supports.Of(isSo);
                }
                else
                {
                    Strange("INVALID_VALUE", FindingSeverity.Error, capability.Name, value, "This is neither a yes nor a no.", "Write true, false, or an object of attributes.");
                }

                return;
            }

            // Who describes a capability has it, unless they say that they have not.
            Stated[capability.Name] = Support.Yes;
            foreach (var member in value.EnumerateObject())
            {
                State(capability, CapabilityNames.Plain(member.Name), member.Value);
            }
        }

        private void State(CapabilityDefinition capability, string name, JsonElement value)
        {
            var path = $"{capability.Name}.{name}";
            if (name is "supported" or "available" or "enabled")
            {
                Stated[capability.Name] = Supports.Of(Flag(value));
            }
            else if (capability.Attributes.FirstOrDefault(known => known.Name == name) is not { } attribute)
            {
                Strange("UNKNOWN_ATTRIBUTE", FindingSeverity.Info, path, value, $"{capability.Name} has no such attribute here.", $"See GET /api/v1/capabilities/{capability.Name}.");
            }
            else if (Value(value, attribute.Type) is not { } known)
            {
                Strange("INVALID_VALUE", FindingSeverity.Error, path, value, $"This is no {attribute.Type.ToString().ToLowerInvariant()}.", "Leave out what is unknown.");
            }
            else
            {
                Attributes[path] = known;
                if (attribute.Field is { } field && Values.Peek(field) is null)
                {
                    Values.Set(field, known);
                }
            }
        }

        private void Strange(string code, FindingSeverity severity, string field, JsonElement value, string message, string suggestion)
        {
            if (Misread.Count < MostUnknown)
            {
                Misread.Add(new(code, severity, field, FieldValue.Json(CanonicalJson.From(value)), message, suggestion));
            }
        }
    }
}
