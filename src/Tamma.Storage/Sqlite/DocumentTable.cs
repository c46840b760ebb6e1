using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

/// <summary>Pages as received, once by hash.</summary>
internal static class DocumentTable
{
    public static bool IsKept(SqliteSession session, DocumentHash hash)
    {
        using var statement = session.Use("SELECT 1 FROM documents WHERE hash = ? AND content IS NOT NULL");
        statement.Add(hash.Hex);
        return statement.Step();
    }

    public static ReadOnlyMemory<byte>? Read(SqliteSession session, DocumentHash hash)
    {
        using var statement = session.Use("SELECT size, content FROM documents WHERE hash = ? AND content IS NOT NULL");
        statement.Add(hash.Hex);
        if (statement.Step())
        {
            return PackedDocument.Unpack(statement.Bytes(1), statement.Int32(0));
        }

        return null;
    }

    public static void Write(SqliteSession session, IReadOnlyList<PackedDocument> documents)
    {
        using var statement = session.Use(
            """
            INSERT INTO documents (hash, media_type, size, received_at, content) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET media_type = excluded.media_type, size = excluded.size, received_at = excluded.received_at, content = excluded.content
            WHERE content IS NULL
            """);
        foreach (var (document, content) in documents)
        {
            statement.Add(document.Hash.Hex)
                .Add(document.MediaType)
                .Add(document.Content.Length)
                .Add(document.ReceivedAt)
                .AddBlob(content.Span)
                .Run();
        }
    }

    /// <summary>The id of a document that a claim names. One that is not kept is known by its hash alone.</summary>
    public static long IdOf(SqliteSession session, DocumentHash hash)
    {
        using var find = session.Use("SELECT id FROM documents WHERE hash = ?");
        find.Add(hash.Hex);
        if (find.Step())
        {
            return find.Int64(0);
        }

        using var add = session.Use("INSERT INTO documents (hash) VALUES (?) RETURNING id");
        add.Add(hash.Hex);
        add.Step();
        return add.Int64(0);
    }
}
