namespace Tamma.Server.Hosting;

/// <summary>Says that a server works on a data folder. The system takes it back when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="StartRefusedException">Another server has it, or the folder may not be written.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder '{folder}' cannot be made: {ex.Message} Choose another with --server.data=DIR or TAMMA__SERVER__DATA.", ex);
        }

        var path = Path.Combine(folder, "tamma.lock");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException ex)
        {
            throw new StartRefusedException($"The data folder '{folder}' may not be written by this user. Choose another with --server.data=DIR or TAMMA__SERVER__DATA.", ex);
        }
        catch (IOException ex)
        {
            throw new StartRefusedException($"Another Tamma server works on the data folder '{folder}'. Stop it first, or choose another folder with --server.data=DIR or TAMMA__SERVER__DATA.", ex);
        }
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>The server cannot start as it is asked to; the message says why and what to do.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
