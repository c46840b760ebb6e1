using System.Net;
using System.Text.Json;
using Tamma.Cli.Connecting;
using Tamma.Client;

namespace Tamma.Cli.Checking;

/// <summary>Reads an export from a file or an address, or asks the server for one. Whatever goes wrong is wrong usage: without a catalogue nothing is checked.</summary>
internal static class CatalogueFile
{
    /// <summary>Ten times what all public models take.</summary>
    private const int MostBytes = 128 * 1024 * 1024;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    /// <exception cref="RefusedException">There is no catalogue.</exception>
    public static async Task<CatalogueResponse> ReadAsync(Session session, string? place, CancellationToken cancellationToken)
    {
        var shown = place ?? session.Address;
        using var limit = new CancellationTokenSource(s_longest, session.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return Checked(shown, place is null ? await session.Client.ExportAsync("all", cancellationToken: either.Token) : await ReadAsync(place, either.Token));
        }
        catch (JsonException)
        {
            throw new RefusedException($"{shown} is no catalogue that this version understands. Make one with: tamma export --out catalogue.json");
        }
        catch (TammaException answer)
        {
            throw new RefusedException($"{shown} gives no catalogue: {answer.Message} Set TAMMA_API_KEY, or name one with --catalog.");
        }
        catch (HttpRequestException failed)
        {
            throw new RefusedException(place is null
                ? $"No server at {shown}. Start one, set TAMMA_URL, or name an export with --catalog FILE or URL."
                : $"{shown} cannot be read: {failed.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{shown} cannot be read: {unreadable.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException($"{shown} did not give its catalogue within {s_longest.TotalSeconds:0} seconds.");
        }
    }

    private static CatalogueResponse Checked(string place, CatalogueResponse catalogue) => catalogue switch
    {
        { Format: not CatalogueResponse.FormatName } => throw new JsonException("Another format."),
        { Version: not CatalogueResponse.CurrentVersion } =>
            throw new RefusedException($"{place} is a catalogue of version {catalogue.Version}; this tamma reads version {CatalogueResponse.CurrentVersion}. Use one of the same release."),
        _ => catalogue,
    };

    private static async Task<CatalogueResponse> ReadAsync(string place, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await using var file = File.OpenRead(place);
            return file.Length > MostBytes ? throw TooLarge(place) : await ParseAsync(file, cancellationToken);
        }

        // No key goes along: the address is not the server's.
        using var handler = new SocketsHttpHandler { UseProxy = !address.IsLoopback, AutomaticDecompression = DecompressionMethods.All, MaxAutomaticRedirections = 5 };
        using var http = new HttpClient(handler) { Timeout = s_longest };
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new RefusedException($"{place} answers {(int)response.StatusCode}.");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await body.ReadAsync(part, cancellationToken) is > 0 and var read)
        {
            whole.Write(part, 0, read);
            if (whole.Length > MostBytes)
            {
                throw TooLarge(place);
            }
        }

        whole.Position = 0;
        return await ParseAsync(whole, cancellationToken);
    }

    private static async Task<CatalogueResponse> ParseAsync(Stream stream, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync(stream, TammaJson.Default.CatalogueResponse, cancellationToken) ?? throw new JsonException("The document is null.");

    private static RefusedException TooLarge(string place) => new($"{place} is larger than {MostBytes / 1024 / 1024} MiB and was not read.");
}
