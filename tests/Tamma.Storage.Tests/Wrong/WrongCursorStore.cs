using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of cursors behind one fault.</summary>
internal sealed class WrongCursorStore(ICursorStore inner, LogFault fault) : ICursorStore
{
    private readonly Dictionary<string, Cursor> _last = new(StringComparer.Ordinal);

    public async Task<Cursor?> ReadAsync(string reader, CancellationToken cancellationToken) => fault switch
    {
        LogFault.MovesBack => _last.GetValueOrDefault(reader),
        LogFault.InventsCursors => await inner.ReadAsync(reader, cancellationToken) ?? default(Cursor),
        _ => await inner.ReadAsync(Name(reader), cancellationToken),
    };

    public async Task AdvanceAsync(string reader, Cursor cursor, CancellationToken cancellationToken)
    {
        if (fault is LogFault.KeepsTheOldLog && await inner.ReadAsync(reader, cancellationToken) is { } kept)
        {
            cursor = cursor with { LogId = kept.LogId };
        }

        _last[reader] = cursor;
        await inner.AdvanceAsync(Name(reader), cursor, cancellationToken);
    }

    private string Name(string reader) => fault is LogFault.FoldsReaders ? reader.ToUpperInvariant() : reader;
}
