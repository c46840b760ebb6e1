using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenCode;

/// <summary>The members that a model of <c>GET /provider</c> has (the server's own types, version 1.19), and the field of each.</summary>
/// <param name="Path">Where it stands in a model of the answer.</param>
internal sealed record OpenCodeShape(string Path, OpenCodeMember Kind, Field? Field, ImmutableArray<OpenCodeShape> Members)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(Path[(Path.LastIndexOf('.') + 1)..]);

    public static OpenCodeShape Model { get; } = Object("",
    [
        Of("id", OpenCodeMember.ModelId),
        Of("providerID", OpenCodeMember.ProviderId),
        Object("api", [Text("api.id"), Of("api.url", OpenCodeMember.ApiUrl, "api.url"), Text("api.npm")]),
        Text("name"),
        Text("family"),
        Object("capabilities",
        [
            Flag("capabilities.temperature", "temperature"),
            Flag("capabilities.reasoning", "reasoning"),
            Flag("capabilities.attachment", "attachment"),
            Flag("capabilities.toolcall", "tool_call"),
            Of("capabilities.input", OpenCodeMember.Modalities, "modalities.input"),
            Of("capabilities.output", OpenCodeMember.Modalities, "modalities.output"),
            Of("capabilities.interleaved", OpenCodeMember.Interleaved, "interleaved"),
        ]),
        Of("cost", OpenCodeMember.Cost),
        Object("limit",
        [
            Of("limit.context", OpenCodeMember.Limit, "limit.context"),
            Of("limit.input", OpenCodeMember.Limit, "limit.input"),
            Of("limit.output", OpenCodeMember.Limit, "limit.output"),
        ]),
        Text("status"),
        Of("options", OpenCodeMember.Dropped),
        Of("headers", OpenCodeMember.Dropped),
        Of("key", OpenCodeMember.Dropped),
        Text("release_date"),
        Of("variants", OpenCodeMember.Variants, "variants"),
    ]);

    /// <returns>Null for a member that this version does not know.</returns>
    public OpenCodeShape? Find(JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        foreach (var shape in Members)
        {
            if (name.SequenceEqual(shape._name))
            {
                return shape;
            }
        }

        return null;
    }

    public string PathOf(string member) => Path.Length == 0 ? member : $"{Path}.{member}";

    private static OpenCodeShape Of(string path, OpenCodeMember kind, string? field = null) =>
        new(path, kind, field is null ? null : FieldRegistry.Models[field], []);

    private static OpenCodeShape Object(string path, ImmutableArray<OpenCodeShape> members) => new(path, OpenCodeMember.Object, null, members);

    private static OpenCodeShape Text(string path) => Of(path, OpenCodeMember.Text, path);

    private static OpenCodeShape Flag(string path, string field) => Of(path, OpenCodeMember.Flag, field);
}
