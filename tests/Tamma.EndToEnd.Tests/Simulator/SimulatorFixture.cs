using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

/// <summary>One simulator for the tests of a class; each makes worlds of its own.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public SimulatorProcess Process { get; private set; } = null!;

    public HttpClient Http => Process.Http;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Process = await SimulatorProcess.StartAsync(Cancelled);

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

    public Task<string> GetTextAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancelled);

    public Task<JsonElement> GetJsonAsync(string path) => Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Cancelled);

    public async Task<HttpResponseMessage> GetAsync(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation(header, value);
        return await Http.SendAsync(request, Cancelled);
    }

    /// <summary>The status with which control refuses.</summary>
    public async Task<HttpStatusCode?> RefusalAsync(HttpMethod method, string path, string? json = null) =>
        (await Assert.ThrowsAsync<HttpRequestException>(() => Process.ControlAsync(method, path, json))).StatusCode;
}
