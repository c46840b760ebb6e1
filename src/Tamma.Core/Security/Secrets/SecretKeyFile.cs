using System.Text;

namespace Tamma.Security.Secrets;

/// <summary>
/// The file with the keys under which secrets are sealed: one key a line in base64, the first is the one that seals, all of them open.
/// It lies outside the database, so that neither a copy of the database nor a backup of it is enough. To change the key, put a new line on top.
/// </summary>
internal static class SecretKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>The keys, the one that seals first; none where there is no file.</summary>
    /// <exception cref="SecretException">Others may read it, or it holds something else.</exception>
    public static IReadOnlyList<SecretKey> Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) is not UnixFileMode.None)
            {
                throw new SecretException($"The key file '{path}' can be read by others than its owner, so it is not used. Run chmod 600 on it, and think of who may have read it.");
            }

            SecretKey[] keys = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line is not "" && line[0] != '#').Select(line => Key(line, path))];
            return keys is [] ? throw new SecretException($"The key file '{path}' holds no key. Restore it from where you keep it; a new key does not open what was sealed before.") : keys;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"The key file '{path}' cannot be read: {ex.Message}", ex);
        }
    }

    /// <summary>Makes the file with one new key, readable by its owner only. Where somebody else was quicker, theirs stays.</summary>
    /// <exception cref="SecretException">It could not be written.</exception>
    public static void Make(string path)
    {
        // A name of its own: two threads of this process may be at it too.
        var next = $"{path}.{Guid.CreateVersion7():N}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var file = new FileStream(next, options))
            {
                file.Write([.. Encoding.ASCII.GetBytes(Convert.ToBase64String(SecretKey.Create().Bytes.Span)), (byte)'\n']);

                // On the disk before anything is sealed with it: a key that a power cut takes opens nothing.
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(next);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"The key file '{path}' could not be made: {ex.Message} Give this user the right to write there.", ex);
        }
    }

    private static SecretKey Key(string line, string path)
    {
        Span<byte> bytes = stackalloc byte[SecretKey.Size + 1];
        return Convert.TryFromBase64String(line, bytes, out var length) && length == SecretKey.Size
            ? SecretKey.From(bytes[..length].ToArray())
            : throw new SecretException($"The key file '{path}' has a line that is no key of {SecretKey.Size} bytes in base64. Restore it from where you keep it.");
    }
}
