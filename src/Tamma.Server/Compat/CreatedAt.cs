using System.Globalization;

namespace Tamma.Server.Compat;

/// <summary>When a model came to be, for shapes that want a moment.</summary>
internal static class CreatedAt
{
    /// <summary>When its provider made it, else when it was first offered. A date that is known to the month only is no moment.</summary>
    public static DateTimeOffset? Of(FieldWriter fields) => Read(fields.Text("created")) ?? Read(fields.Text("release_date"));

    private static DateTimeOffset? Read(string? date) =>
        date is { Length: >= 10 } && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
