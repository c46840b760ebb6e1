using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Processes;

/// <summary>A simulator of its own for a test, as a process. It ends with the test run, even with one that is killed.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };

    private SimulatorProcess(Process process, Uri baseUrl)
    {
        _process = process;
        BaseUrl = baseUrl;
        Http = new(_handler) { BaseAddress = baseUrl };
    }

    public Uri BaseUrl { get; }

    /// <summary>Follows no redirect, so that a test sees what was sent.</summary>
    public HttpClient Http { get; }

    public static async Task<SimulatorProcess> StartAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(Binaries.Dotnet, [Binaries.PathOf("Tamma.Simulator"), "--exit-with-parent", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The simulator did not start.");
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return line?.Split(' ') is ["simulator", "listening", "on", var address]
            ? new(process, new(address))
            : throw new InvalidOperationException($"The simulator said '{line}'.");
    }

    /// <summary>The address of a world, with a slash at the end.</summary>
    public Uri WorldUrl(string world) => new(BaseUrl, $"w/{world}/");

    public Task CreateWorldAsync(string json) => ControlAsync(HttpMethod.Post, "worlds", json);

    public Task RemoveWorldAsync(string world) => ControlAsync(HttpMethod.Delete, $"worlds/{world}");

    public Task AddModelAsync(string world, string json) => ControlAsync(HttpMethod.Post, $"worlds/{world}/models", json);

    public Task PatchModelAsync(string world, string id, string json, string? provider = null) =>
        ControlAsync(HttpMethod.Patch, $"worlds/{world}/models/{id}{Query(provider)}", json);

    public Task RemoveModelAsync(string world, string id, string? provider = null) =>
        ControlAsync(HttpMethod.Delete, $"worlds/{world}/models/{id}{Query(provider)}");

    public Task SetConnectedAsync(string world, string json) => ControlAsync(HttpMethod.Put, $"worlds/{world}/connected", json);

    public Task SetSecretsAsync(string world, string json) => ControlAsync(HttpMethod.Put, $"worlds/{world}/secrets", json);

    public Task SetFaultAsync(string world, string json) => ControlAsync(HttpMethod.Put, $"worlds/{world}/fault", json);

    public Task ClearFaultAsync(string world) => ControlAsync(HttpMethod.Delete, $"worlds/{world}/fault");

    public Task SetChatAsync(string world, string json) => ControlAsync(HttpMethod.Put, $"worlds/{world}/chat", json);

    public Task<JsonElement> TickAsync() => ControlAsync(HttpMethod.Post, "tick");

    public Task<JsonElement> RequestsAsync(string world) => ControlAsync(HttpMethod.Get, $"worlds/{world}/requests");

    public Task ClearRequestsAsync(string world) => ControlAsync(HttpMethod.Delete, $"worlds/{world}/requests");

    public async Task<IReadOnlyList<string>> ModelIdsAsync(string world) =>
        [.. (await ControlAsync(HttpMethod.Get, $"worlds/{world}/models")).EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];

    /// <summary>Sends to the control surface and gives its answer; throws when it refuses.</summary>
    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"_control/{path}", UriKind.Relative));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, await response.Content.ReadAsStringAsync(), inner: null, response.StatusCode);
        }

        return response.Content.Headers.ContentLength == 0 || response.StatusCode == System.Net.HttpStatusCode.NoContent
            ? default
            : await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Closes its standard input, as the end of a parent does, and gives its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        if (!_process.HasExited)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await EndAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private static string Query(string? provider) => provider is null ? "" : $"?provider={Uri.EscapeDataString(provider)}";
}
