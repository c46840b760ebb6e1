namespace Tamma.Server.Hosting;

/// <summary>Where a backup lies while it is sent.</summary>
internal static class BackupFile
{
    private const string Pattern = "tamma.backup-*.tmp";

    public static string NewIn(string folder) => Path.Combine(folder, Pattern.Replace("*", Guid.CreateVersion7().ToString("N"), StringComparison.Ordinal));

    /// <summary>Opens it for the last time: whatever happens to the process that reads it, nothing of it stays.</summary>
    public static FileStream OpenOnce(string path)
    {
        var file = new FileStream(path, new FileStreamOptions
        {
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan | (OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None),
        });
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }

    /// <summary>Takes away what a stop in the middle of sending left.</summary>
    public static void Clean(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, Pattern))
        {
            File.Delete(left);
        }
    }
}
