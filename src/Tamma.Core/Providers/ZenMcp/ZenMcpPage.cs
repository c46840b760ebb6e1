using System.Buffers;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.ZenMcp;

/// <summary>The tool's answer: <c>{"status":"success","content":"markdown",…}</c> in one text.</summary>
internal static class ZenMcpPage
{
    private const string AliasOfNoRow = "alias_of_a_model_that_is_not_listed";
    private const string SectionOff = "section_is_not_configured";
    private const string Shortened = "rows_were_left_out_by_the_server";

    /// <exception cref="ProviderException">It is no list.</exception>
    public static void Read(Document document, string provider, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var root = json.RootElement;
        var status = Required.Member(root, "status", JsonValueKind.String, "the tool's answer").GetString();
        if (status != "success")
        {
            throw new ProviderException(ProviderFault.ServerError, "the tool answered with an error in place of a list; what is wrong stands in the server's own log");
        }

        CountUnknown(root, "", draft);
        var list = PalText.Read(Required.Member(root, "content", JsonValueKind.String, "the tool's answer").GetString()!);
        for (var note = 0; note < list.Notes; note++)
        {
            draft.CountUnknown("content.(note)");
        }

        if (list.IsShortened)
        {
            draft.Apply(Shortened);
        }

        AddProvider(list, document, provider, draft);
        AddModels(list, document, provider, draft);
    }

    private static void CountUnknown(JsonElement parent, string prefix, ListingDraft draft)
    {
        foreach (var member in parent.EnumerateObject())
        {
            var path = prefix + member.Name;
            if (member.Value.ValueKind is JsonValueKind.Object && prefix.Length == 0)
            {
                CountUnknown(member.Value, path + ".", draft);
            }
            else if (!ZenMcpFields.Map.Envelope.Any(field => field.Path == path))
            {
                draft.CountUnknown(path);
            }
        }
    }

    /// <summary>What is switched on and off behind the server, beside its models: a section without a key gives none.</summary>
    private static void AddProvider(PalList list, Document document, string provider, ListingDraft draft)
    {
        var fields = new FieldSet.Builder().Set(FieldRegistry.Providers["name"], FieldValue.Text("Zen MCP"));
        fields.Set(FieldRegistry.Providers.FindOrExtra("extra.sections"), Written(writer =>
        {
            writer.WriteStartObject();
            foreach (var section in list.Sections.DistinctBy(section => section.Name, StringComparer.Ordinal).OrderBy(section => section.Name, StringComparer.Ordinal))
            {
                writer.WriteStartObject(section.Name);
                writer.WriteBoolean("configured", section.IsConfigured);
                foreach (var (name, value) in section.Facts)
                {
                    writer.WriteString(name, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }));
        foreach (var _ in list.Sections.Where(section => !section.IsConfigured))
        {
            draft.Apply(SectionOff);
        }

        draft.Add(ModelKey.ForProvider(provider), ClaimKind.Reference, provider, fields.Build(), null, document.ReceivedAt);
    }

    private static void AddModels(PalList list, Document document, string provider, ListingDraft draft)
    {
        var models = new Dictionary<string, Listed>(StringComparer.Ordinal);
        foreach (var (section, row) in from section in list.Sections from row in section.Rows select (section, row))
        {
            if (!models.TryGetValue(row.Id, out var model))
            {
                models.Add(row.Id, model = new(row, section.Name));
            }

            model.Take(row, section.Name);
        }

        foreach (var (alias, id) in list.Sections.SelectMany(section => section.Aliases))
        {
            if (models.TryGetValue(id, out var model))
            {
                model.Aliases.Add(alias);
            }
            else
            {
                draft.Apply(AliasOfNoRow);
            }
        }

        var reader = new WireRow(ZenMcpFields.Map, draft);
        var whole = new DocumentSlice(document.Hash, 0, document.Content.Length);
        foreach (var (id, model) in models)
        {
            using var row = JsonDocument.Parse(Bytes(model.Write));
            draft.Add(new(provider, id), ClaimKind.Offer, id, reader.Read(row.RootElement), whole, document.ReceivedAt, model.Refusal is null ? Access.Unverified : Access.Refused, model.Refusal);
        }
    }

    private static FieldValue Written(Action<Utf8JsonWriter> write)
    {
        using var written = JsonDocument.Parse(Bytes(write));
        return FieldValue.Json(CanonicalJson.From(written.RootElement));
    }

    private static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A model and all rows that name it; what the first says of it counts.</summary>
    private sealed class Listed(PalRow first, string section)
    {
        private readonly SortedSet<string> _others = new(StringComparer.Ordinal);
        private bool _isCallable;

        public SortedSet<string> Aliases { get; } = new(StringComparer.Ordinal);

        /// <summary>Refused only where every row that names it is.</summary>
        public string? Refusal => _isCallable ? null : first.Refusal;

        public void Take(PalRow row, string under)
        {
            _isCallable |= row.Refusal is null;
            if (row.Alias is { } alias)
            {
                Aliases.Add(alias);
            }

            if (under != section)
            {
                _others.Add(under);
            }
        }

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("id", first.Id);
            writer.WriteString("section", section);
            Words(writer, "aliases", Aliases);
            Text(writer, "context", first.Context);
            Text(writer, "vendor", first.Vendor);
            Text(writer, "refusal", Refusal);
            Text(writer, "description", first.Description is [] ? null : string.Join('\n', first.Description));
            if (first.Thinking)
            {
                writer.WriteBoolean("thinking", true);
            }

            if (first.WritesCode)
            {
                writer.WriteBoolean("code_generation", true);
            }

            if (first.Score is { } score)
            {
                writer.WriteNumber("score", score);
            }

            Words(writer, "sections", _others);
            writer.WriteEndObject();
        }

        private static void Text(Utf8JsonWriter writer, string name, string? value)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }

        private static void Words(Utf8JsonWriter writer, string name, SortedSet<string> words)
        {
            if (words.Count > 0)
            {
                writer.WriteStartArray(name);
                foreach (var word in words)
                {
                    writer.WriteStringValue(word);
                }

                writer.WriteEndArray();
            }
        }
    }
}
