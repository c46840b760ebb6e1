using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Overriding;
using Tamma.Providers;

namespace Tamma.Discovery.Overriding;

/// <summary>Checks what an operator asks for against the catalogue and the fields. Pure.</summary>
internal static class OverrideReader
{
    public const int LongestReason = 2_000;

    /// <summary>The row of a key, in any spelling of its case.</summary>
    /// <exception cref="OverrideRefusedException">There is none; the nearest is named.</exception>
    public static Model Row(CatalogSnapshot snapshot, ModelKey key)
    {
        if (snapshot.Find(key) is { Key.IsProvider: false } row)
        {
            return row;
        }

        var near = snapshot.Provider(key.Provider) is { } rows
            ? Nearest.To(key.Id, rows.Models.Select(model => model.Key.Id)) is { } id ? $"{rows.Provider}/{id}" : null
            : Nearest.To(key.Provider, snapshot.Providers.Select(provider => provider.Provider)) is { } provider ? $"{provider}/…" : null;
        throw new OverrideRefusedException(
            OverrideRefusal.UnknownModel,
            $"'{key}' is not in the catalogue, so there is nothing to speak of.{(near is null ? "" : $" Did you mean '{near}'?")}");
    }

    /// <exception cref="OverrideRefusedException">Nobody may speak of this field, or the value is none that it takes.</exception>
    public static (Field Field, FieldValue Value) Read(string path, JsonElement value)
    {
        var (field, wrong) = OverrideFields.Find(path);
        if (field is null)
        {
            var near = Nearest.To(path, FieldRegistry.Models.Fields.Where(known => known.Group is not FieldGroup.State).Select(known => known.Path));
            throw Invalid(wrong ?? (near is null
                ? $"'{path}' is no field. Fields are dotted paths such as cost.input or limit.context; what is your own goes under attributes.NAME"
                : $"'{path}' is no field. Did you mean '{near}'?"));
        }

        var (read, mistake) = OverrideValue.Read(field, value);
        return read is { } known ? (field, known) : throw Invalid($"{path}: {Shown(value)} {mistake}.");
    }

    /// <exception cref="OverrideRefusedException">It is over already, or the reason is too long.</exception>
    public static void Check(string? reason, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (expiresAt <= now)
        {
            throw Invalid($"It would expire at {expiresAt:yyyy-MM-dd'T'HH:mm:ss'Z'}, which is past.");
        }

        if (reason?.Length > LongestReason)
        {
            throw Invalid($"The reason is longer than {LongestReason} characters.");
        }
    }

    private static OverrideRefusedException Invalid(string sentence) => new(OverrideRefusal.Invalid, sentence);

    private static string Shown(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined ? "nothing" : value.GetRawText() is { Length: <= 60 } text ? text : value.GetRawText()[..60] + "…";
}
