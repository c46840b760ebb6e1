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

    public Task<HttpResponseMessage> GetAsync(string path, IEnumerable<(string Name, string Value)> headers) => SendAsync(HttpMethod.Get, path, body: null, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, Cancelled);
    }

    /// <summary>The JSON of an answer, whatever its status.</summary>
    public async Task<JsonElement> AnswerAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, headers);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    /// <summary>The status with which control refuses.</summary>
    public async Task<HttpStatusCode?> RefusalAsync(HttpMethod method, string path, string? json = null) =>
        (await Assert.ThrowsAsync<HttpRequestException>(() => Process.ControlAsync(method, path, json))).StatusCode;
}
