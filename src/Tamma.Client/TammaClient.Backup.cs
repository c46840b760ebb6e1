namespace Tamma.Client;

/// <content>The whole record as one file.</content>
public sealed partial class TammaClient
{
    /// <summary>Takes a backup of the whole record, while the server goes on.</summary>
    /// <param name="destination">Where it is written.</param>
    /// <param name="cancellationToken">Ends the wait; what is written by then is no backup.</param>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="IOException">The connection was cut before the end.</exception>
    public async Task<long> DownloadBackupAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var response = await SendAsync(HttpMethod.Get, "api/v1/backup", null, cancellationToken).ConfigureAwait(false);
        var source = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var buffer = new byte[81_920];
            var all = 0L;
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; all += read)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            return response.Content.Headers.ContentLength is { } length && length != all
                ? throw new IOException($"The backup was cut off after {all} of {length} bytes.")
                : all;
        }
    }
}
