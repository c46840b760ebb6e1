using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Server.Rest;

/// <summary>Finds the version that a parameter means: its number, <c>@POSITION</c>, a time or a day.</summary>
internal sealed class VersionPoint(ICatalogStore store, IEventLog log, IRetentionStore retention)
{
    public const string Forms = "a version's number, @POSITION, a time (RFC 3339) or a day (its end, UTC)";

    /// <returns>The version, or null; then the query's problem says why.</returns>
    public async Task<Model?> FindAsync(RequestQuery query, string name, Model row, CancellationToken cancellationToken)
    {
        var text = query.Text(name)!;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return await NumberedAsync(query, row, number, cancellationToken);
        }

        if (text.StartsWith('@') && !long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            query.Refuse(name, $"is no version; it takes {Forms}");
            return null;
        }

        var position = await AsOf.ReadAsync(query, name, store, log, retention, cancellationToken);
        if (position is null || query.Problem is not null)
        {
            return null;
        }

        // The current version counts also when it says that the model is gone.
        var found = row.Position <= position ? row : await store.ReadAsOfAsync(position.Value, row.Key, cancellationToken);
        if (found is null)
        {
            query.Refuse(ProblemKind.VersionNotFound.Because($"'{row.Key}' was not in the catalogue at that time ({name})."));
        }

        return found;
    }

    /// <returns>The version of this number, or null; then the query's problem says why.</returns>
    public async Task<Model?> NumberedAsync(RequestQuery query, Model row, int number, CancellationToken cancellationToken)
    {
        if (number == row.Version)
        {
            return row;
        }

        if (number < row.Version && await store.ReadVersionsAsync(row.Key, number + 1, 1, cancellationToken) is [{ Model: { } found }] && found.Version == number)
        {
            return found;
        }

        query.Refuse(number < row.Version && number > 0
            ? ProblemKind.HistoryExpired.Because($"Version {number} of '{row.Key}' is no longer kept.")
            : ProblemKind.VersionNotFound.Because($"'{row.Key}' has no version {number}; it is at version {row.Version}."));
        return null;
    }
}
