using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tamma.Client;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Projections;

/// <summary>Every place where values of models are answered: REST, the shapes of others, and the records that the command line prints.</summary>
internal sealed class EveryAnswer(RunningServer server)
{
    private static readonly string[] s_ofAll =
    [
        "/api/v1/models?scope=all&limit=1000", "/api/v1/models?scope=all&limit=1000&include=offers,origins,capabilities", "/api/v1/export?scope=all",
        "/api/v1/lifecycle/calendar?scope=all&from=2000-01-01", "/api/v1/conflicts?limit=1000", "/api/v1/canonical-models?limit=1000",
        "/all/api.json", "/all/models.json", "/all/model_prices_and_context_window.json", "/v1/models?scope=all",
    ];

    private static readonly string[] s_ofOne =
    [
        "/api/v1/models/{0}", "/api/v1/models/{0}?include=offers,origins,capabilities", "/api/v1/facts/{0}", "/api/v1/conflicts/{0}", "/api/v1/prices/{0}",
        "/api/v1/versions/{0}", "/api/v1/diff/{0}?from=1", "/v1/models/{0}",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The answers about the whole catalogue.</summary>
    public async Task<IReadOnlyList<(string Name, JsonElement Answer)>> OfAllAsync()
    {
        List<(string, JsonElement)> answers = [];
        foreach (var path in s_ofAll)
        {
            answers.Add((path, await server.JsonAsync(path)));
        }

        var client = new TammaClient(server.Http, new(server.Url));
        answers.Add(("/v1/models of Anthropic", await AsAnthropicAsync("/v1/models?scope=all&limit=1000")));
        answers.Add(("tamma models --json", JsonSerializer.SerializeToElement(await client.ListModelsAsync(new() { Scope = "all", Limit = 1000 }, Cancelled), TammaJson.Default.ModelListResponse)));
        answers.Add(("tamma export", JsonSerializer.SerializeToElement(await client.ExportAsync("all", cancellationToken: Cancelled), TammaJson.Default.CatalogueResponse)));
        return answers;
    }

    /// <summary>The answers about one model.</summary>
    public async Task<IReadOnlyList<(string Name, JsonElement Answer)>> OfOneAsync(string key)
    {
        List<(string, JsonElement)> answers = [];
        foreach (var path in s_ofOne)
        {
            answers.Add((path, await server.JsonAsync(string.Format(null, path, key))));
        }

        var client = new TammaClient(server.Http, new(server.Url));
        answers.Add(("/v1/models/{0} of Anthropic", await AsAnthropicAsync("/v1/models/" + key)));
        answers.Add(("POST /api/v1/lifecycle/check", await PostAsync("/api/v1/lifecycle/check", $$"""{"ids":["{{key}}"]}""")));
        answers.Add(("POST /api/v1/capabilities/validate", await PostAsync("/api/v1/capabilities/validate", $$"""{"model":"{{key}}"}""")));
        answers.Add(("POST /api/v1/capabilities/check", await PostAsync("/api/v1/capabilities/check", $$$"""{"model":"{{{key}}}","required":["tools","vision","reasoning"],"limits":{"min_context":1},"alternatives":3}""")));
        answers.Add(("tamma show --json", JsonSerializer.SerializeToElement(await client.GetModelAsync(key, "origins,capabilities", cancellationToken: Cancelled), TammaJson.Default.ModelResponse)));
        answers.Add(("tamma show --facts --json", JsonSerializer.SerializeToElement(await client.GetFactsAsync(key, cancellationToken: Cancelled), TammaJson.Default.FactsResponse)));
        answers.Add(("tamma diff --json", JsonSerializer.SerializeToElement(await client.GetDiffAsync(key, from: "1", cancellationToken: Cancelled), TammaJson.Default.DiffResponse)));
        answers.Add(("tamma price --json", JsonSerializer.SerializeToElement(await client.GetPricesAsync(key, cancellationToken: Cancelled), TammaJson.Default.PriceResponse)));
        return answers;
    }

    /// <summary>A canonical model, in the one place where there are any.</summary>
    public Task<JsonElement> OfCanonicalAsync(string id) => server.JsonAsync("/api/v1/canonical-models/" + id);

    private async Task<JsonElement> AsAnthropicAsync(string path)
    {
        using var request = server.Request(HttpMethod.Get, path);
        request.Headers.Add("anthropic-version", "2023-06-01");
        return await ReadAsync(request);
    }

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var request = server.Request(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await ReadAsync(request);
    }

    private async Task<JsonElement> ReadAsync(HttpRequestMessage request)
    {
        using var response = await server.Http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{request.RequestUri}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
