using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Client;

namespace Tamma.Server.Rest;

/// <summary>Where a page of conflicts ended: after a field of a model, or after all of them.</summary>
internal sealed record ConflictPlace(ModelKey Key, Field? Field)
{
    public bool IsWhole => Field is null;

    public static ConflictPlace Of(ConflictResponse last) => new(ModelKey.TryParse(last.Key, out var key) ? key : default, FieldRegistry.Models.FindOrExtra(last.Field));

    /// <returns>Null when the text is no place.</returns>
    public static ConflictPlace? Read(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space >= 0 && ModelKey.TryParse(text.AsSpan(space + 1), out var key)
            ? new(key, space is 0 ? null : FieldRegistry.Models.FindOrExtra(text[..space]))
            : null;
    }

    public override string ToString() => $"{Field?.Path} {Key}";
}
