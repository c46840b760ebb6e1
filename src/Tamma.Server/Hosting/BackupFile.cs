namespace Tamma.Server.Hosting;

/// <summary>Where a backup lies while it is sent.</summary>
internal static class BackupFile
{
    private const string Pattern = "tamma.backup-*.tmp";

    public static string NewIn(string folder) => Path.Combine(folder, Pattern.Replace("*", Guid.NewGuid().ToString("N"), StringComparison.Ordinal));

    /// <summary>Takes away what a stop in the middle of sending left.</summary>
    public static void Clean(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, Pattern))
        {
            File.Delete(left);
        }
    }
}
