using System.Globalization;
using Tamma.Catalog;

namespace Tamma.Server.Projections;

/// <summary>What of the stale connections goes into a list's validator: they change without a position.</summary>
internal static class StaleMark
{
    public static string Of(CatalogSnapshot snapshot) => snapshot.Stale.IsEmpty
        ? ""
        : string.Join(',', snapshot.Stale.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value.UtcTicks}")));
}
