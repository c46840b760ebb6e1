namespace Tamma.Events;

/// <summary>Keeps how far each named reader has come. Written after the work, so a crash repeats and never skips.</summary>
public interface ICursorStore
{
    /// <returns>The cursor, or null when this reader has none yet.</returns>
    Task<Cursor?> ReadAsync(string reader, CancellationToken cancellationToken);

    /// <summary>Moves a reader forward. A position at or behind the stored one of the same log changes nothing.</summary>
    Task AdvanceAsync(string reader, Cursor cursor, CancellationToken cancellationToken);
}
