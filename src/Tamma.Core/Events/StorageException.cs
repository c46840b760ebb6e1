namespace Tamma.Events;

/// <summary>The record could not be written or read. What was already committed is unharmed.</summary>
public sealed class StorageException(StorageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StorageFault Fault { get; } = fault;
}

public enum StorageFault
{
    DiskFull,
    ReadOnly,

    /// <summary>Another process holds the database.</summary>
    Busy,
    Corrupt,

    /// <summary>The database was written by a newer version than this one.</summary>
    TooNew,
    Unavailable,
}
