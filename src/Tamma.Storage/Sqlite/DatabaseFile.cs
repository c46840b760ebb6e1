using Tamma.Events;

namespace Tamma.Storage.Sqlite;

/// <summary>The file itself: its folder, and that nobody but its owner may read it.</summary>
internal static class DatabaseFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder and an empty file when they are not there. SQLite gives the file's mode to those beside it.</summary>
    public static void Prepare(string path, bool makeEmpty = true)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }

            if (makeEmpty && !File.Exists(path))
            {
                CreateEmpty(path);
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFault.Unavailable,
                $"The database '{path}' could not be made: {ex.Message} Choose another data folder or give this user the right to write there.",
                ex);
        }
    }

    public static void CreateEmpty(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
    }
}
