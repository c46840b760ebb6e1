namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>Vectors of an embedding server.</summary>
internal static class Schema5
{
    public static Migration Migration { get; } = new(5, Sql);

    private const string Sql = """
        -- Zero dimensions: as many as the model gives.
        CREATE TABLE embedding_spaces (
            id         INTEGER PRIMARY KEY,
            model      TEXT NOT NULL,
            dimensions INTEGER NOT NULL,
            UNIQUE (model, dimensions)
        );

        -- A text is there as its SHA-256 only. A vector is floats of two bytes, the lowest first: the cosine of two is off by less than
        -- 0.001, which is less than a model's own noise, and the file is half as long.
        CREATE TABLE embeddings (
            space   INTEGER NOT NULL REFERENCES embedding_spaces (id),
            text    BLOB NOT NULL,
            used_at INTEGER NOT NULL,
            vector  BLOB NOT NULL,
            UNIQUE (space, text)
        );

        -- One row: the space that was served last, and where its model was asked.
        CREATE TABLE embedding_served (
            id     INTEGER PRIMARY KEY CHECK (id = 1),
            space  INTEGER NOT NULL REFERENCES embedding_spaces (id),
            server TEXT NOT NULL
        );
        """;
}
