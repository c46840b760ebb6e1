using System.Buffers.Binary;
using Tamma.Search.Embedding;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteEmbeddingStore(SqliteDatabase database) : IEmbeddingStore
{
    public Task<EmbeddingSpace?> ReadServedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var statement = session.Use("SELECT server, model, dimensions FROM embedding_served JOIN embedding_spaces ON embedding_spaces.id = space");
                return statement.Step() ? new EmbeddingSpace(statement.Text(0), statement.Text(1), statement.Int32(2) is > 0 and var dimensions ? dimensions : null) : null;
            },
            cancellationToken);

    public Task<IReadOnlyDictionary<TextHash, float[]>> ReadAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<TextHash, float[]>>(
            session =>
            {
                Dictionary<TextHash, float[]> found = [];
                if (IdOf(session, space) is not { } id)
                {
                    return found;
                }

                using var statement = session.Use("SELECT vector FROM embeddings WHERE space = ? AND text = ?");
                Span<byte> hash = stackalloc byte[TextHash.Size];
                foreach (var text in texts)
                {
                    text.Write(hash);
                    if (statement.Add(id).AddBlob(hash).Step())
                    {
                        found[text] = Unpack(statement.Bytes(0));
                    }

                    statement.Reset();
                }

                return found;
            },
            cancellationToken);

    public Task WriteAsync(EmbeddingSpace space, IReadOnlyCollection<KeyValuePair<TextHash, float[]>> vectors, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var id = IdOf(session, space) ?? Add(session, space);
                using var statement = session.Use(
                    "INSERT INTO embeddings (space, text, used_at, vector) VALUES (?, ?, ?, ?) ON CONFLICT (space, text) DO UPDATE SET used_at = excluded.used_at, vector = excluded.vector");
                Span<byte> hash = stackalloc byte[TextHash.Size];
                foreach (var (text, vector) in vectors)
                {
                    text.Write(hash);
                    statement.Add(id).AddBlob(hash).Add(at).AddBlob(Pack(vector)).Run();
                }

                return vectors.Count;
            },
            cancellationToken);

    public Task ServeAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var id = IdOf(session, space) ?? Add(session, space);
                using var served = session.Use("INSERT OR REPLACE INTO embedding_served (id, space, server) VALUES (1, ?, ?)");
                served.Add(id).Add(space.Server).Run();
                using var used = session.Use("UPDATE embeddings SET used_at = ? WHERE space = ? AND text = ?");
                Span<byte> hash = stackalloc byte[TextHash.Size];
                foreach (var text in texts)
                {
                    text.Write(hash);
                    used.Add(at).Add(id).AddBlob(hash).Run();
                }

                return texts.Count;
            },
            cancellationToken);

    public Task<int> ForgetAsync(DateTimeOffset notUsedSince, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use("DELETE FROM embeddings WHERE used_at < ?");
                return statement.Add(notUsedSince).Run();
            },
            cancellationToken);

    private static long? IdOf(SqliteSession session, EmbeddingSpace space)
    {
        using var statement = session.Use("SELECT id FROM embedding_spaces WHERE model = ? AND dimensions = ?");
        return statement.Add(space.Model).Add(space.Dimensions ?? 0).Step() ? statement.Int64(0) : null;
    }

    private static long Add(SqliteSession session, EmbeddingSpace space)
    {
        using var statement = session.Use("INSERT INTO embedding_spaces (model, dimensions) VALUES (?, ?) RETURNING id");
        statement.Add(space.Model).Add(space.Dimensions ?? 0).Step();
        return statement.Int64(0);
    }

    private static byte[] Pack(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[2 * vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * i), (Half)vector[i]);
        }

        return bytes;
    }

    private static float[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var vector = new float[bytes.Length / 2];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        }

        return vector;
    }
}
