namespace Tamma.Server.Hosting;

/// <summary>Where and since when this server runs.</summary>
internal sealed class ServerPlace(ServerSettings settings, TimeProvider time)
{
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <returns>Null where the system does not tell.</returns>
    public long? FreeBytes()
    {
        try
        {
            return new DriveInfo(settings.DataFolder).AvailableFreeSpace;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
