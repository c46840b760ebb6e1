using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Providers.Http;

namespace Tamma.Providers.Local;

/// <summary>
/// Tells what listens at an address by what it answers, and never by its port. Sends no key, follows no redirect, tries once, reads
/// little, and asks nothing that makes a server load a model.
/// </summary>
public sealed class LocalServer
{
    internal const string Client = "recognition";
    internal const int MostBytes = 64 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;

    public LocalServer(IHttpClientFactory clients, TimeProvider time)
    {
        _clients = clients;
        _time = time;
    }

    /// <summary>Where such servers stand when nobody has moved them. What is there decides, not the place.</summary>
    public static ImmutableArray<Uri> UsualPlaces { get; } =
    [
        new("http://127.0.0.1:11434"),
        new("http://127.0.0.1:1234"),
        new("http://127.0.0.1:8000"),
        new("http://127.0.0.1:8080"),
        new("http://127.0.0.1:4096"),
    ];

    /// <summary>What listens at an address; null when nothing does, or nothing that is known, or it is too slow (2 s an answer).</summary>
    /// <param name="root">Without the path of an API.</param>
    public async Task<LocalServerKind?> RecogniseAsync(Uri root, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (kind, isItAsync) in LocalSigns.InOrderFor(root))
            {
                if (await isItAsync(path => AskAsync(root, path, cancellationToken)))
                {
                    return kind;
                }
            }
        }
        catch (ProviderException)
        {
            // Nothing listens, or what does is mute: more questions would not change that.
        }

        return null;
    }

    /// <summary>Waits for a list, and says what the server is where it turns out not to be what its connection says.</summary>
    internal async Task<Listing> OrTellAsync(LocalServerKind kind, Uri root, Task<Listing> listing, CancellationToken cancellationToken)
    {
        try
        {
            return await listing;
        }
        catch (ProviderException ex) when (ex.Fault is ProviderFault.NotFound or ProviderFault.Malformed)
        {
            if (await RecogniseAsync(root, cancellationToken) is { } other && other != kind)
            {
                throw new ProviderException(ProviderFault.NotFound, $"{IsNo(kind, root).Message}: it answers as {other.Shown()}", ex);
            }

            throw;
        }
    }

    internal static ProviderException IsNo(LocalServerKind kind, Uri root) =>
        new(ProviderFault.NotFound, $"what listens at {Addresses.ShownServer(root)} is no {kind.Shown()}");

    /// <exception cref="ProviderException">There is no answer at all, so no other question will have one.</exception>
    private async Task<LocalAnswer> AskAsync(Uri root, string path, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var message = new HttpRequestMessage(HttpMethod.Get, Addresses.Below(root, path));
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        try
        {
            using var client = _clients.CreateClient(Client);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return response.Content is Answer answer ? new((int)response.StatusCode, answer.Bytes) : default;
        }
        catch (OperationCanceledException ex) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFault.TimedOut, $"no answer within {s_patience.TotalSeconds:0} s", ex);
        }
        catch (ProviderException ex) when (ex.Status is { } || ex.Fault is ProviderFault.TooLarge or ProviderFault.CutOff)
        {
            return new(ex.Status ?? 0, default);
        }
    }
}

/// <param name="Status">0 when it was too much to be read.</param>
internal readonly record struct LocalAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it is a good answer in JSON of which this holds.</summary>
    public bool Says(Func<JsonElement, bool> holds)
    {
        if (Status is not 200)
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.ValueKind is JsonValueKind.Object && holds(json.RootElement);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // Some other server's page; the second is bad UTF-8.
            return false;
        }
    }
}
