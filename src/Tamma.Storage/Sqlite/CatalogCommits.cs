using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

/// <summary>Writes a commit of the catalogue inside one transaction.</summary>
internal static class CatalogCommits
{
    /// <returns>The positions given; first is last + 1, and last the catalogue's, when the commit has no event.</returns>
    public static (long First, long Last) Write(
        SqliteSession session, CatalogCommit commit, IReadOnlyList<PackedDocument> documents, CommitMarks? marks)
    {
        using var events = new EventAppender(session);
        var catalog = events.Before.CatalogPosition;
        if (catalog != commit.ExpectedPosition)
        {
            throw new CatalogMovedException(commit.ExpectedPosition, catalog);
        }

        using var subjects = new SubjectIds(session);
        using var json = new JsonBuffer();
        DocumentTable.Write(session, documents);
        ClaimTable.Replace(session, commit.Claims, commit.At, subjects, json);
        ClaimTable.Recount(session, commit.Recounted, subjects);
        ClaimTable.End(session, commit.Withdrawn, commit.At, subjects);
        VersionTable.Add(session, commit, events, subjects, json);
        VersionTable.ChangeFacts(session, commit, events, subjects, json);
        foreach (var draft in commit.Events)
        {
            events.Append(draft);
        }

        if (commit.State is { } state)
        {
            SourceTable.Write(session, state);
        }

        events.Finish(commit.At, isCatalog: true);
        if (!commit.Versions.IsEmpty)
        {
            marks?.Begin(events.Last);
        }

        return events.Last > events.Before.Position ? (events.Before.Position + 1, events.Last) : (catalog + 1, catalog);
    }
}
